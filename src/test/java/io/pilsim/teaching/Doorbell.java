package io.pilsim.teaching;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.Slots;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;

/**
 * A doorbell that several processors ring: one ring at a time is carried to the other side.
 *
 * <p><b>Models:</b> that rings wait for each other, in their order, and how long each is on its
 * way.
 *
 * <p><b>Does not model:</b> rings that are merged, masks, who answers.
 */
final class Doorbell {
  /** What one would find in {@code model/}: every number of the hardware. */
  record DoorbellParams(Cycles onItsWay) {}

  /** One ringer's ring, owned by it and used again and again. */
  final class Ring extends Event {
    private final Event rung;
    private boolean carried;
    private long fromPs;

    /**
     * @param rung fires when the ring has arrived
     */
    Ring(Event rung) {
      super(Phase.COMPLETE);
      this.rung = rung;
    }

    void begin() {
      fromPs = sim.nowPs();
      carried = false;
      rings.increment();
      wire.acquire(this);
    }

    @Override
    protected void fire(long nowPs) {
      if (!carried) { // the wire is its own
        carried = true;
        sim.after(clock.toPs(params.onItsWay()), this);
      } else {
        arrived.increment();
        latency.record(nowPs - fromPs);
        wire.release();
        sim.after(0, rung);
      }
    }
  }

  private final DoorbellParams params;
  private final ClockDomain clock;
  private final Simulator sim;
  private final Slots wire;
  private final Counter rings;
  private final Counter arrived;
  private final Latency latency;

  Doorbell(DoorbellParams params, ClockDomain clock, Simulator sim, StatGroup stats) {
    this.params = params;
    this.clock = clock;
    this.sim = sim;
    this.wire = new Slots(sim, 1);
    this.rings = stats.counter("rings", "rings begun");
    this.arrived = stats.counter("arrived", "rings that came to the other side");
    this.latency = stats.latency("latency", "a ring, from its begin to its arrival");
    stats.laws().equal("rings = arrived", rings::value, arrived::value);
  }
}
