package io.pilsim.flow;

import io.pilsim.engine.Simulator;
import java.util.List;

/**
 * Boots remote processors, all at once, each in a thread of its own as the kernel's workers do, and
 * measures what that took.
 *
 * <p>A warm boot follows a boot and a shutdown that are not measured: pools have grown, and nothing
 * else is left.
 */
public final class BootFlow {
  private final List<BootedProcessor> processors;
  private final BootTotal total;
  private final Simulator sim;

  public BootFlow(List<BootedProcessor> processors, BootTotal total, Simulator sim) {
    this.processors = List.copyOf(processors);
    this.total = total;
    this.sim = sim;
  }

  /** Boots everything and shuts it down again, unmeasured. */
  public void warmUp(long limitPs) {
    for (BootedProcessor each : processors) {
      each.startWarmUp();
    }
    sim.runToQuiescence(limitPs);
    for (BootedProcessor each : processors) {
      each.startShutdown();
    }
    sim.runToQuiescence(limitPs);
  }

  /**
   * Boots everything, measured.
   *
   * @return whether nothing was left to happen before the limit
   */
  public boolean run(long limitPs) {
    total.begin();
    for (BootedProcessor each : processors) {
      each.start(total);
    }
    boolean quiet = sim.runToQuiescence(limitPs);
    for (BootedProcessor each : processors) {
      each.measure();
    }
    return quiet;
  }
}
