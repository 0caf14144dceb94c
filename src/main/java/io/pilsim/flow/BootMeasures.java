package io.pilsim.flow;

import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.routine.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is reported of one boot. The stages' times are those of the rows of the driver's routine.
 */
public final class BootMeasures {
  private static final String LOCK_WAIT = ".lock_scm";

  private final String root;
  private final Sample errno;
  private final Sample totalTime;
  private final Map<BootStage, Sample> stages = new EnumMap<>(BootStage.class);
  private final Sample scmWait;
  private final Sample smcCalls;
  private final Sample bridgesCreated;
  private final Sample tzmemGrowths;
  private final MappingMeasures map;
  private final MappingMeasures devmem;
  private long totalPs;
  private long stagesPs;

  /**
   * @param stats the group {@code boot.NAME}
   */
  public BootMeasures(String name, StatGroup stats) {
    this.root = "boot." + name + ".";
    this.errno = stats.sample("errno", Unit.COUNT, "0, or the number of the error that ended it");
    this.totalTime = stats.sample("total_time", Unit.PICOSECONDS, "start to running");
    StatGroup stageStats = stats.child("stage");
    for (BootStage stage : BootStage.values()) {
      stages.put(
          stage,
          stageStats.sample(stage.step(), Unit.PICOSECONDS, "its wait for the SCM mutex included"));
    }
    this.scmWait = stats.sample("scm_wait", Unit.PICOSECONDS, "waiting for the SCM mutex");
    this.smcCalls = stats.sample("smc_calls", Unit.COUNT, "logical firmware calls");
    this.bridgesCreated = stats.sample("bridges_created", Unit.COUNT, "pool areas included");
    this.tzmemGrowths = stats.sample("tzmem_growths", Unit.COUNT, "areas added to the pool");
    this.map = new MappingMeasures(stats.child("map"));
    this.devmem = new MappingMeasures(stats.child("devmem"));
    stats.laws().equal("stages sum to the total", () -> stagesPs, () -> totalPs);
  }

  /**
   * Takes everything of a boot that is over; only one that went well has times. The wait for a core
   * before anything begins counts as part of the first stage.
   */
  void take(RemoteProc proc, int errno, long tookPs, long waitedToBeginPs, List<Span> spans) {
    this.errno.take(-errno);
    smcCalls.take(proc.scmUser().calls());
    bridgesCreated.take(proc.scmUser().bridgesCreated());
    tzmemGrowths.take(proc.scmUser().growths());
    if (errno != 0) {
      return;
    }
    totalPs = tookPs;
    totalTime.take(tookPs);
    stagesPs = waitedToBeginPs;
    stages.forEach(
        (stage, sample) ->
            sample.take(
                timeOf(root + stage.step(), spans)
                    + (stage == BootStage.REQUEST_FIRMWARE ? waitedToBeginPs : 0)));
    scmWait.take(waitIn(spans));
    map.take(proc.carveout().calls(), proc.carveout().leaves(), proc.carveout().tablesReached());
    devmem.take(proc.devmemCalls(), proc.devmemLeaves(), proc.devmemTables());
  }

  private long timeOf(String path, List<Span> spans) {
    long sumPs = 0;
    for (Span span : spans) {
      sumPs += span.path().equals(path) ? span.totalPs() : 0;
    }
    stagesPs += sumPs;
    return sumPs;
  }

  private static long waitIn(List<Span> spans) {
    long sumPs = 0;
    for (Span span : spans) {
      sumPs += span.path().endsWith(LOCK_WAIT) ? span.totalPs() : 0;
    }
    return sumPs;
  }
}
