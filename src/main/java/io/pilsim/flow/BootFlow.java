package io.pilsim.flow;

import java.util.List;

/**
 * Boots remote processors, all at once, each in a thread of its own as the kernel's workers do, and
 * measures what that took.
 *
 * <p>A warm boot follows a boot and a shutdown that are not measured: pools have grown, and nothing
 * else is left.
 */
public final class BootFlow implements Story {
  /** What is measured of one processor. */
  public record Measures(StageMeasures stages, BootMeasures boot) {}

  private final Fleet fleet;
  private final List<Measures> measures;
  private final FlowTotal total;
  private final boolean warm;

  /**
   * @param measures in the order of the fleet
   */
  public BootFlow(Fleet fleet, List<Measures> measures, FlowTotal total, boolean warm) {
    this.fleet = fleet;
    this.measures = List.copyOf(measures);
    this.total = total;
    this.warm = warm;
  }

  @Override
  public boolean run(long limitPs) {
    if (warm) {
      fleet.bootAll(limitPs);
      fleet.shutDownAll(limitPs);
      fleet.beginMeasuring();
    }
    total.begin();
    for (Fleet.Member each : fleet.members()) {
      each.threads().boot(this::count);
    }
    boolean quiet = fleet.settle(limitPs);
    boolean up = quiet;
    for (int i = 0; i < measures.size(); i++) {
      up &= take(fleet.members().get(i).threads(), measures.get(i));
    }
    return up;
  }

  private void count(int result) {
    if (result == 0) {
      total.oneIsThrough();
    }
  }

  private static boolean take(ProcessorThreads threads, Measures to) {
    if (!threads.isIdle()) {
      return false;
    }
    to.stages.take(
        threads.proc(),
        threads.result(),
        threads.tookPs(),
        threads.waitedToBeginPs(),
        threads.spans());
    to.boot.take(threads.proc(), threads.result());
    return threads.result() == 0;
  }
}
