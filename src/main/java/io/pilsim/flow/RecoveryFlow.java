package io.pilsim.flow;

import io.pilsim.software.linux.remoteproc.RemoteProc;
import java.util.List;

/** Crashes remote processors that run, all at the same instant, and measures their recovery. */
public final class RecoveryFlow implements Story {
  private final Fleet fleet;
  private final List<StageMeasures> measures;
  private final FlowTotal total;
  private final Crash crash;

  /**
   * @param measures in the order of the fleet
   */
  public RecoveryFlow(Fleet fleet, List<StageMeasures> measures, FlowTotal total, Crash crash) {
    this.fleet = fleet;
    this.measures = List.copyOf(measures);
    this.total = total;
    this.crash = crash;
  }

  @Override
  public boolean run(long limitPs) {
    fleet.bootAll(limitPs);
    fleet.beginMeasuring();
    total.begin();
    for (Fleet.Member each : fleet.members()) {
      each.threads().awaitRecovery(this::count);
      crash.befall(each.view());
    }
    boolean recovered = fleet.settle(limitPs);
    for (int i = 0; i < measures.size(); i++) {
      recovered &= take(fleet.members().get(i).threads(), measures.get(i));
    }
    return recovered;
  }

  private void count(int result) {
    if (result == 0) {
      total.oneIsThrough();
    }
  }

  private static boolean take(ProcessorThreads threads, StageMeasures to) {
    if (!threads.isIdle() || !threads.hasRecovered()) {
      return false;
    }
    to.take(
        threads.proc(),
        threads.recoveryResult(),
        threads.recoveryTookPs(),
        threads.reportTookPs(),
        threads.recoverySpans());
    return threads.proc().state() == RemoteProc.State.RUNNING;
  }
}
