package io.pilsim.flow;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.dma.BufferMaster;
import io.pilsim.hardware.smmu.StreamPort;
import io.pilsim.software.linux.dma.BufferUse;
import io.pilsim.software.linux.dma.DmaBatch;
import io.pilsim.software.linux.dma.DmaDomain;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Threads that map and unmap buffers at once, and the device that reads them. */
public final class MapUnmapFlow {
  /**
   * The device of a client, as it is behind the SMMU.
   *
   * @param port where its addresses are translated
   */
  public record Device(BufferMaster master, StreamPort port, int streamId) {}

  private final MapUnmapPlan plan;
  private final MapUnmapMeasures measures;
  private final Simulator sim;
  private final List<MapUnmapClient> clients = new ArrayList<>();

  public MapUnmapFlow(MapUnmapPlan plan, MapUnmapMeasures measures, Simulator sim) {
    this.plan = plan;
    this.measures = measures;
    this.sim = sim;
  }

  /** Adds a thread with the buffers that it uses. */
  public void add(
      SoftThread thread,
      DmaBatch batch,
      BufferUse use,
      DmaDomain domain,
      Optional<Device> device,
      RandomStream random) {
    Optional<LateRead> late =
        device
            .filter(any -> plan.lateReads())
            .map(d -> new LateRead(d.streamId(), d.port(), domain::lookup, measures));
    Optional<BufferMaster.Channel> channel =
        device.filter(any -> plan.readDistance() > 0).map(d -> d.master().channel(d.streamId()));
    clients.add(new MapUnmapClient(plan, thread, batch, use, channel, late, random, measures, sim));
  }

  /**
   * Lets all threads go.
   *
   * @return whether they all came to their end, with nothing left to happen before the limit
   */
  public boolean run(long limitPs) {
    for (MapUnmapClient each : clients) {
      each.start();
    }
    boolean quiet = sim.runToQuiescence(limitPs);
    boolean over = clients.stream().allMatch(each -> each.isOver() && each.error() == 0);
    if (over) {
      measures.take(clients.size());
    }
    return quiet && over;
  }

  /** Whether a thread has ended with an error. */
  public boolean hasFailed() {
    return clients.stream().anyMatch(each -> each.error() != 0);
  }

  public List<MapUnmapClient> clients() {
    return clients;
  }
}
