package io.pilsim.engine;

import java.util.List;

/**
 * A fixed number of events, each of which schedules itself again whenever it fires: the engine's
 * own work and next to nothing else.
 */
final class HoldModel {
  private static final List<Phase> PHASES = List.of(Phase.values());

  private final Simulator sim;
  private final Delays delays;
  private int next;

  HoldModel(Simulator sim, int pending, Delays delays) {
    this.sim = sim;
    this.delays = delays;
    for (int i = 0; i < pending; i++) {
      sim.after(nextDelayPs(), new Holder(PHASES.get(i % PHASES.size())));
    }
  }

  /** Runs for that time, and says how many events have fired. */
  long run(long durationPs) {
    long before = sim.firedEvents();
    sim.runUntil(sim.nowPs() + durationPs);
    return sim.firedEvents() - before;
  }

  private long nextDelayPs() {
    int i = next++;
    if (next == delays.count()) {
      next = 0;
    }
    return delays.get(i);
  }

  private final class Holder extends Event {
    Holder(Phase phase) {
      super(phase);
    }

    @Override
    protected void fire(long nowPs) {
      sim.after(nextDelayPs(), this);
    }
  }
}
