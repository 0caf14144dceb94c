package io.pilsim.software.linux.iova;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;

/**
 * The delayed work that gives one magazine of each depot back that has more of them than there are
 * CPUs, again and again until none has.
 *
 * <p>Source: Linux 6.18, drivers/iommu/iova.c, iova_depot_work_func.
 */
final class DepotTrim extends Event {
  private final SizeClass[] classes;
  private final IovaRanges ranges;
  private final int cpus;
  private final long delayPs;
  private final Simulator sim;
  private boolean waiting;

  /**
   * @param classes may still be filled
   */
  DepotTrim(SizeClass[] classes, IovaRanges ranges, int cpus, long delayPs, Simulator sim) {
    super(Phase.ISSUE);
    this.classes = classes;
    this.ranges = ranges;
    this.cpus = cpus;
    this.delayPs = delayPs;
    this.sim = sim;
  }

  /** Will do its work some time from now if there is any; does nothing while it waits already. */
  void start() {
    if (!waiting && isNeeded()) {
      waiting = true;
      sim.after(delayPs, this);
    }
  }

  @Override
  protected void fire(long nowPs) {
    for (SizeClass each : classes) {
      if (each.depotSize() > cpus) {
        each.trim(ranges);
      }
    }
    waiting = false;
    start();
  }

  private boolean isNeeded() {
    for (SizeClass each : classes) {
      if (each.depotSize() > cpus) {
        return true;
      }
    }
    return false;
  }
}
