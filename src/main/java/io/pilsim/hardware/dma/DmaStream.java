package io.pilsim.hardware.dma;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;
import java.util.ArrayDeque;

/**
 * A bus master that does nothing but transfer data.
 *
 * <p><b>Models:</b> requests when they are due or as soon as there is room, in order, a bounded
 * number outstanding; each translated, checked by the firewall and carried out; those that are due
 * while there is no room wait at the master, which counts as their latency. A refused request is
 * over at once, and the stream goes on.
 *
 * <p><b>Does not model:</b> order among answers, bursts longer than a page, what the data is.
 */
public final class DmaStream {
  private final int streamId;
  private final RequestSource source;
  private final StreamPort smmu;
  private final DataPort memory;
  private final Firewall firewall;
  private final Master self;
  private final Simulator sim;
  private final ArrayDeque<Transfer> idle = new ArrayDeque<>();
  private final Arrival arrival = new Arrival();
  private final int room;
  private boolean waiting; // the source's request has not been made yet
  private boolean stopped;
  private long firstPs = -1;
  private long lastPs = -1;
  private long madePs; // the latest request
  private long latePs; // it was made so long after it was due

  private final Counter requests;
  private final Counter completed;
  private final Counter refused;
  private final Counter bytes;
  private final Latency latency;
  private final Latency translation;

  /**
   * A master at rest.
   *
   * @param outstanding requests that may be outstanding at once
   */
  public DmaStream(
      int streamId,
      int outstanding,
      RequestSource source,
      StreamPort smmu,
      DataPort memory,
      Firewall firewall,
      Master self,
      Simulator sim,
      StatGroup stats) {
    this.streamId = streamId;
    this.source = source;
    this.smmu = smmu;
    this.memory = memory;
    this.firewall = firewall;
    this.self = self;
    this.sim = sim;
    this.room = outstanding;
    for (int i = 0; i < outstanding; i++) {
      idle.addLast(new Transfer());
    }
    this.requests = stats.counter("requests", "requests made");
    this.completed = stats.counter("completed", "requests whose data has been transferred");
    this.refused = stats.counter("refused", "requests that the SMMU or the firewall refused");
    this.bytes = stats.counter("bytes", Unit.BYTES, "bytes transferred");
    this.latency = stats.latency("latency", "a request, from when it was due to its end");
    this.translation = stats.latency("translation", "of that, until its address was translated");
    stats
        .laws()
        .equal(
            "requests = completed + refused",
            requests::value,
            () -> completed.value() + refused.value());
  }

  public void start() {
    waiting = source.next();
    goOn();
  }

  /** Makes no more requests. */
  public void stop() {
    stopped = true;
    sim.cancel(arrival);
  }

  /** Whether there is nothing left to do. */
  public boolean isAtRest() {
    return idle.size() == room && (stopped || !waiting);
  }

  /** From the first request to the end of the latest; 0 before there was one. */
  public long activePs() {
    return activePs(0);
  }

  /** From the first request, or the given time if that is later, to the end of the latest. */
  public long activePs(long fromPs) {
    return lastPs < 0 ? 0 : Math.max(0, lastPs - Math.max(firstPs, fromPs));
  }

  /**
   * The share of what was due until now that has been asked for; 1 when nothing waits at the
   * master, or no more than it may have outstanding.
   */
  public double carriedShare() {
    boolean due = waiting && !stopped && source.duePs() != RequestSource.AT_ONCE;
    long nowPs = due ? sim.nowPs() : madePs;
    long behindPs = due ? Math.max(0, nowPs - source.duePs()) : latePs;
    long elapsedPs = nowPs - firstPs;
    if (firstPs < 0 || behindPs == 0 || behindPs >= elapsedPs) {
      return 1;
    }
    double share = (double) (elapsedPs - behindPs) / elapsedPs;
    double queued = (double) requests.value() * (1 - share) / share;
    return queued > room ? share : 1;
  }

  /** Bytes that were transferred while it was measured. */
  public long measuredBytes() {
    return bytes.measured();
  }

  /** The latencies that were measured. */
  public Latency measuredLatency() {
    return latency.measured();
  }

  /** Requests that the SMMU or the firewall refused. */
  public long refused() {
    return refused.value();
  }

  private void goOn() {
    while (waiting && !stopped && !idle.isEmpty()) {
      long nowPs = sim.nowPs();
      long duePs = source.duePs();
      if (duePs > nowPs) {
        sim.cancel(arrival);
        sim.after(duePs - nowPs, arrival);
        return;
      }
      Transfer transfer = idle.pollLast();
      transfer.begin(duePs == RequestSource.AT_ONCE ? nowPs : duePs, nowPs);
      waiting = source.next();
    }
  }

  /** The next request is due. */
  private final class Arrival extends Event {
    Arrival() {
      super(Phase.ISSUE);
    }

    @Override
    protected void fire(long nowPs) {
      goOn();
    }
  }

  /** One request, which is the event that it waits for. */
  private final class Transfer extends StreamAccess {
    private boolean translated;
    private long duePs;
    private long madePs;

    Transfer() {
      super(Phase.COMPLETE);
    }

    void begin(long duePs, long nowPs) {
      this.duePs = duePs;
      this.madePs = nowPs;
      DmaStream.this.madePs = nowPs;
      latePs = nowPs - duePs;
      this.translated = false;
      firstPs = firstPs < 0 ? nowPs : firstPs;
      requests.increment();
      aim(source.streamId(streamId), source.iova(), source.bytes(), source.isWrite());
      smmu.translate(this);
    }

    @Override
    protected void fire(long nowPs) {
      if (translated) {
        completed.increment();
        bytes.add(bytes());
        latency.record(nowPs - duePs);
        end(nowPs);
      } else if (!isRefused() && firewall.allows(self, pa())) {
        translated = true;
        translation.record(nowPs - madePs);
        memory.transfer(pa(), bytes(), isWrite(), this);
      } else {
        refused.increment();
        end(nowPs);
      }
    }

    private void end(long nowPs) {
      lastPs = nowPs;
      complete();
      idle.addLast(this);
      goOn();
    }
  }
}
