package io.pilsim.experiment;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.ModelReader;
import java.util.List;

/**
 * A boot in closed form: the time is ten monitor entries and a gigabyte hashed, plus, with chance,
 * a microsecond per replication. Reads {@code tz.entry}, {@code tz.hash} and {@code tz.page}.
 */
public final class FakeRunner implements Runner {
  private static final long GIGABYTE = 1_000_000_000L;
  private final boolean chance;
  private final List<String> brokenLaws;

  public FakeRunner(boolean chance, List<String> brokenLaws) {
    this.chance = chance;
    this.brokenLaws = brokenLaws;
  }

  public static FakeRunner exact() {
    return new FakeRunner(false, List.of());
  }

  @Override
  public RunOutcome run(RunSpec spec) {
    ModelReader model = spec.model();
    long smcPs = 10 * model.durationPs("tz.entry");
    long hashPs = GIGABYTE * 1_000_000L / (model.bytesPerSecond("tz.hash") / 1_000_000L);
    long chancePs = chance ? spec.replication() * 1_000_000L : 0;
    double totalPs = smcPs + hashPs + chancePs;
    Latency waits = new StatGroup("scm").latency("wait", "waits");
    waits.record(1_000_000 + chancePs);
    waits.record(3_000_000 + chancePs);
    return new RunOutcome(
        RunOutcome.Status.COMPLETED,
        List.of(
            new Metric.Value("boot.all.total_time", Unit.PICOSECONDS, totalPs),
            new Metric.Value("boot.adsp.total_time", Unit.PICOSECONDS, totalPs),
            new Metric.Value("boot.adsp.stage.metadata", Unit.PICOSECONDS, smcPs),
            new Metric.Value("boot.adsp.stage.auth", Unit.PICOSECONDS, hashPs + chancePs),
            new Metric.Value("boot.adsp.stage.attach", Unit.PICOSECONDS, 0),
            new Metric.Value("boot.adsp.smc_calls", Unit.COUNT, 10),
            new Metric.Value("tzmem.pool_bytes", Unit.BYTES, model.bytes("tz.page")),
            new Metric.Distribution("scm.lock.wait_time", Unit.PICOSECONDS, waits)),
        model.leavesRead(),
        chance,
        3,
        brokenLaws,
        1000,
        List.of(),
        List.of("remoteproc remoteproc0: adsp is now up"),
        List.of(),
        List.of());
  }
}
