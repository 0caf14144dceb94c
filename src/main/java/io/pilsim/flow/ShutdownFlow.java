package io.pilsim.flow;

import io.pilsim.software.linux.iommu.UnmapWork;
import java.util.ArrayList;
import java.util.List;

/** Shuts down remote processors that run, all at once, and measures what that took. */
public final class ShutdownFlow implements Story {
  /** What is measured of one processor. */
  public record Measures(StageMeasures stages, UnmapMeasures unmap) {}

  private final Fleet fleet;
  private final List<Measures> measures;
  private final FlowTotal total;

  /**
   * @param measures in the order of the fleet
   */
  public ShutdownFlow(Fleet fleet, List<Measures> measures, FlowTotal total) {
    this.fleet = fleet;
    this.measures = List.copyOf(measures);
    this.total = total;
  }

  @Override
  public boolean run(long limitPs) {
    fleet.bootAll(limitPs);
    fleet.beginMeasuring();
    List<UnmapWork> before = new ArrayList<>();
    total.begin();
    for (Fleet.Member each : fleet.members()) {
      before.add(each.view().unmapWork());
      if (each.threads().isIdle()) {
        each.threads().shutdown(this::count);
      }
    }
    boolean down = fleet.settle(limitPs);
    for (int i = 0; i < measures.size(); i++) {
      down &= take(fleet.members().get(i), before.get(i), measures.get(i));
    }
    return down;
  }

  private void count(int result) {
    if (result == 0) {
      total.oneIsThrough();
    }
  }

  private static boolean take(Fleet.Member member, UnmapWork before, Measures to) {
    ProcessorThreads threads = member.threads();
    if (!threads.isIdle()) {
      return false;
    }
    to.stages.take(
        threads.proc(),
        threads.result(),
        threads.tookPs(),
        threads.waitedToBeginPs(),
        threads.spans());
    to.unmap.take(member.view().unmapWork().since(before));
    return threads.result() == 0;
  }
}
