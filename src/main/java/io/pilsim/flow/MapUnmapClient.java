package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.RandomStream;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.dma.BufferMaster;
import io.pilsim.software.linux.dma.BufferUse;
import io.pilsim.software.linux.dma.DmaBatch;
import io.pilsim.software.linux.dma.DmaBuffer;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Signal;
import io.pilsim.software.routine.SoftThread;
import java.util.Optional;

/** One thread that maps buffers, has a device read them, and unmaps them, again and again. */
public final class MapUnmapClient {
  private static final String THINK = "workload.think";

  private final MapUnmapPlan plan;
  private final SoftThread thread;
  private final DmaBatch batch;
  private final Optional<BufferMaster.Channel> channel;
  private final Optional<LateRead> late;
  private final RandomStream random;
  private final MapUnmapMeasures measures;
  private final Simulator sim;
  private final Routine<MapUnmapClient> setUp;
  private final Routine<MapUnmapClient> pair;
  private final Routine<MapUnmapClient> tearDown;
  private final Signal deviceSignal = new Signal();
  private final Done done = new Done();
  private final DeviceDone deviceDone = new DeviceDone();
  private final long[] lateIova;
  private final long[] latePhysical;
  private Stage stage = Stage.SET_UP;
  private long pairs;
  private long measuredFromPs;
  private long pairFromPs;
  private long fromPs;
  private int reading;
  private int error;

  private enum Stage {
    SET_UP,
    PAIRS,
    TEAR_DOWN,
    OVER
  }

  /**
   * @param channel of the device that reads the buffers, if one does
   * @param late of the read after the unmap, if there is one
   * @param random of the time between two pairs
   */
  MapUnmapClient(
      MapUnmapPlan plan,
      SoftThread thread,
      DmaBatch batch,
      BufferUse use,
      Optional<BufferMaster.Channel> channel,
      Optional<LateRead> late,
      RandomStream random,
      MapUnmapMeasures measures,
      Simulator sim) {
    this.plan = plan;
    this.thread = thread;
    this.batch = batch;
    this.channel = channel;
    this.late = late;
    this.random = random;
    this.measures = measures;
    this.sim = sim;
    this.lateIova = new long[batch.size()];
    this.latePhysical = new long[batch.size()];
    this.setUp = around("set_up", use.setUp());
    this.tearDown = around("tear_down", use.tearDown());
    Routine<MapUnmapClient> device =
        Routine.<MapUnmapClient>named("device")
            .act("begin", MapUnmapClient::beginReading)
            .await("reads", client -> client.deviceSignal)
            .act("end", MapUnmapClient::endReading)
            .build();
    Routine<MapUnmapClient> think =
        Routine.<MapUnmapClient>named("think")
            .sleep("think", THINK, client -> client.random.exponentialPs(client.plan.thinkPs()))
            .build();
    Routine.Builder<MapUnmapClient> rows = Routine.named("pair");
    plan.fill()
        .ifPresent(
            fill -> rows.work("fill", fill.modelPath(), client -> fill.toPs(client.batch.bytes())));
    this.pair =
        rows.callIf(client -> client.plan.thinkPs() > 0, think, client -> client)
            .act("begin", MapUnmapClient::beginPair)
            .work("refill_tlb", "cpu.tlb", client -> client.plan.refillPs())
            .call(use.take(), client -> client.batch)
            .act("mapped", MapUnmapClient::mapped)
            .callIf(client -> client.channel.isPresent(), device, client -> client)
            .act("begin_unmap", MapUnmapClient::beginUnmap)
            .call(use.give(), client -> client.batch)
            .act("unmapped", MapUnmapClient::unmapped)
            .build();
  }

  private static Routine<MapUnmapClient> around(String name, Routine<DmaBatch> inner) {
    return Routine.<MapUnmapClient>named(name).call(inner, client -> client.batch).build();
  }

  void start() {
    thread.start(setUp, this, done);
  }

  public boolean isOver() {
    return stage == Stage.OVER;
  }

  /** 0, or the error that ended it. */
  public int error() {
    return error;
  }

  private boolean isMeasured() {
    return pairs >= plan.warmupPairs();
  }

  private int beginPair() {
    pairFromPs = sim.nowPs();
    fromPs = pairFromPs;
    if (pairs == plan.warmupPairs()) {
      measuredFromPs = pairFromPs;
      measures.threadBegins(pairFromPs);
    }
    return 0;
  }

  private int mapped() {
    if (isMeasured()) {
      measures.map.record((sim.nowPs() - fromPs) / batch.size());
    }
    return 0;
  }

  private int beginReading() {
    fromPs = sim.nowPs();
    deviceSignal.lower();
    reading = 0;
    readNext();
    return 0;
  }

  private void readNext() {
    DmaBuffer buffer = batch.get(reading++);
    channel.orElseThrow().read(buffer.iova(), buffer.bytes(), plan.readDistance(), deviceDone);
  }

  private int endReading() {
    if (isMeasured()) {
      measures.use.record((sim.nowPs() - fromPs) / batch.size());
    }
    return 0;
  }

  private int beginUnmap() {
    fromPs = sim.nowPs();
    for (int i = 0; i < lateIova.length; i++) {
      lateIova[i] = batch.get(i).iova();
      latePhysical[i] = batch.get(i).physicalAt(0);
    }
    return 0;
  }

  private int unmapped() {
    if (isMeasured()) {
      measures.unmap.record((sim.nowPs() - fromPs) / batch.size());
      measures.pair.record((sim.nowPs() - pairFromPs) / batch.size());
    }
    measures.used.add(batch.size());
    if (late.isPresent()) {
      late.get().read(lateIova[0], latePhysical[0]);
    }
    pairs++;
    measures.pairsDone(batch.size());
    return 0;
  }

  /** The device has read a buffer. */
  private final class DeviceDone extends Event {
    DeviceDone() {
      super(Phase.COMPLETE);
    }

    @Override
    protected void fire(long nowPs) {
      if (reading < batch.size()) {
        readNext();
      } else {
        deviceSignal.raise();
      }
    }
  }

  /** The thread has come to the end of a routine. */
  private final class Done extends Event {
    Done() {
      super(Phase.ISSUE);
    }

    @Override
    protected void fire(long nowPs) {
      if (thread.result() != 0) {
        error = thread.result();
        stage = Stage.OVER;
        return;
      }
      switch (stage) {
        case SET_UP -> {
          stage = Stage.PAIRS;
          thread.start(pair, MapUnmapClient.this, this);
        }
        case PAIRS -> goOn(nowPs);
        case TEAR_DOWN, OVER -> stage = Stage.OVER;
      }
    }

    private void goOn(long nowPs) {
      if (pairs < plan.warmupPairs() + plan.pairs()) {
        thread.start(pair, MapUnmapClient.this, this);
        return;
      }
      measures.threadDone(plan.pairs() * batch.size(), nowPs - measuredFromPs, nowPs);
      stage = Stage.TEAR_DOWN;
      thread.start(tearDown, MapUnmapClient.this, this);
    }
  }
}
