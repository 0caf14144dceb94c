package io.pilsim.flow;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;

/** How long it takes until all are up; never known when one of them fails. */
public final class BootTotal {
  private final Simulator sim;
  private final Sample totalTime;
  private final int wanted;
  private int up;
  private long fromPs;

  /**
   * @param stats the group {@code boot.all}
   */
  public BootTotal(int wanted, Simulator sim, StatGroup stats) {
    this.wanted = wanted;
    this.sim = sim;
    this.totalTime =
        stats.sample("total_time", Unit.PICOSECONDS, "from the start until the last one is up");
  }

  void begin() {
    fromPs = sim.nowPs();
  }

  void oneIsUp() {
    if (++up == wanted) {
      totalTime.take(sim.nowPs() - fromPs);
    }
  }
}
