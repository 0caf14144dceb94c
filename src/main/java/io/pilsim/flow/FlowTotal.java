package io.pilsim.flow;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;

/** How long it takes until all processors are through; never known when one of them fails. */
public final class FlowTotal {
  private final Simulator sim;
  private final Sample totalTime;
  private final int wanted;
  private int done;
  private long fromPs;

  /**
   * @param stats the group {@code FLOW.all}
   */
  public FlowTotal(int wanted, Simulator sim, StatGroup stats) {
    this.wanted = wanted;
    this.sim = sim;
    this.totalTime =
        stats.sample(
            "total_time", Unit.PICOSECONDS, "from the start until the last one is through");
  }

  void begin() {
    fromPs = sim.nowPs();
  }

  void oneIsThrough() {
    if (++done == wanted) {
      totalTime.take(sim.nowPs() - fromPs);
    }
  }
}
