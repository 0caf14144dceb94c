package io.pilsim.flow;

import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.routine.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What is reported of every flow of one processor: how it ended, how long it took, stage by stage,
 * and what it asked of the firmware. The stages' times are those of the rows of the driver's
 * routine.
 */
public final class StageMeasures {
  private static final String SCM_WAIT = ".lock_scm";
  private static final String LOCK = ".lock_rproc";

  private final FlowStages stages;
  private final String root;
  private final Sample errno;
  private final Sample totalTime;
  private final Sample scmWait;
  private final Sample scmHold;
  private final Sample smcCalls;
  private final List<Sample> stageTimes = new ArrayList<>();
  private long totalPs;
  private long stagesPs;

  /**
   * @param stats the group {@code FLOW.NAME}
   */
  public StageMeasures(FlowStages stages, String name, StatGroup stats) {
    this.stages = stages;
    this.root = stages.routine() + "." + name + ".";
    this.errno = stats.sample("errno", Unit.COUNT, "0, or the number of the error that ended it");
    this.totalTime = stats.sample("total_time", Unit.PICOSECONDS, "from start to end");
    this.scmWait = stats.sample("scm_wait", Unit.PICOSECONDS, "waiting for the SCM mutex");
    this.scmHold = stats.sample("scm_hold", Unit.PICOSECONDS, "holding the SCM mutex");
    this.smcCalls = stats.sample("smc_calls", Unit.COUNT, "logical firmware calls");
    StatGroup stageStats = stats.child("stage");
    for (String step : stages.steps()) {
      stageTimes.add(
          stageStats.sample(step, Unit.PICOSECONDS, "its wait for the SCM mutex included"));
    }
    stats.laws().equal("stages sum to the total", () -> stagesPs, () -> totalPs);
  }

  /**
   * Takes everything of a flow that is over; only one that went well has times. What came before
   * the first row, a wait for the core or for the processor's lock, counts as part of the first
   * stage.
   */
  void take(RemoteProc proc, int result, long tookPs, long beforePs, List<Span> spans) {
    errno.take(-result);
    smcCalls.take(proc.scmUser().calls());
    if (result != 0) {
      return;
    }
    totalPs = tookPs;
    totalTime.take(tookPs);
    long firstPs = beforePs + timeOf(stages.routine() + LOCK, spans);
    for (int i = 0; i < stageTimes.size(); i++) {
      long stagePs = timeOf(root + stages.steps().get(i), spans) + (i == 0 ? firstPs : 0);
      stageTimes.get(i).take(stagePs);
      stagesPs += stagePs;
    }
    scmWait.take(scmWaitIn(spans));
    scmHold.take(proc.scmUser().heldPs());
  }

  private static long timeOf(String path, List<Span> spans) {
    long sumPs = 0;
    for (Span span : spans) {
      sumPs += span.path().equals(path) ? span.totalPs() : 0;
    }
    return sumPs;
  }

  private long scmWaitIn(List<Span> spans) {
    long sumPs = 0;
    for (Span span : spans) {
      boolean waits = span.path().startsWith(root) && span.path().endsWith(SCM_WAIT);
      sumPs += waits ? span.totalPs() : 0;
    }
    return sumPs;
  }
}
