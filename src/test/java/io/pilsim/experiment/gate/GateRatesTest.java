package io.pilsim.experiment.gate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.QueueRunner;
import io.pilsim.experiment.statistics.MeanTest;
import io.pilsim.formats.baseline.BaselineScenario;
import io.pilsim.formats.baseline.BaselineScenario.Acceptance;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.Workbench;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often a gate errs, found by gating a queue again and again: its mean wait over a hundred
 * customers is as noisy as anything. A run has other seeds than its baseline, as after a change
 * that draws its random numbers in another order, so that nothing but chance differs.
 */
final class GateRatesTest {
  private static final boolean SLOW = Boolean.getBoolean("pilsim.slow");
  private static final int MOST = 40;
  private static final long BUDGET_PS = 100_000;
  private static final String SCENARIO =
      """
      scenario: queue
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      run: {replications: 10, max_replications: 40}
      gate:
      """;

  /** A queue on other seeds, with a constant time on top. */
  private record Changed(Runner queue, long otherSeed, long slowerPs) implements Runner {
    @Override
    public RunOutcome run(RunSpec spec) {
      RunOutcome outcome =
          queue.run(
              new RunSpec(
                  spec.scenario(),
                  spec.model(),
                  spec.seed() + otherSeed,
                  spec.replication(),
                  spec.engine()));
      Metric.Value total = (Metric.Value) outcome.metrics().get(0);
      return new RunOutcome(
          outcome.status(),
          List.of(
              new Metric.Value(total.path(), total.unit(), total.value() + slowerPs),
              outcome.metrics().get(1)),
          outcome.leavesRead(),
          true,
          0,
          List.of(),
          outcome.events(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
    }
  }

  @TempDir private Path folder;
  private Workbench bench;
  private final Runner queue = new QueueRunner(false);

  @BeforeEach
  void installQueue() {
    bench = new Workbench(folder);
    QueueRunner.install(bench, "2 us", "1 us", 1, 100);
  }

  private GateReport gate(Path file, int seed, long slowerPs) {
    Assignment seeded = new Assignment("--seed", "run.seed", Integer.toString(seed));
    PlanSource source = new PlanSource(file, bench.models(), List.of(seeded), List.of());
    GateStudy before = new GateStudy(source, queue, EngineKind.DEFAULT, 1);
    List<Acceptance> accepted = List.of(new Acceptance("2026-01-31", "test"));
    BaselineScenario baseline = before.accept(accepted, Progress.NONE);
    Runner changed = new Changed(queue, 1_000_000_007L, slowerPs);
    return new GateStudy(source, changed, EngineKind.DEFAULT, 1).compare(baseline, Progress.NONE);
  }

  /** The hardest case: nothing may get worse at all, and four metrics may each err. */
  @Test
  void unchangedScenariosFailInAtMostFivePercentOverTheWholeGatedSet() {
    Path file =
        bench.write(
            "queue.yaml",
            SCENARIO
                + """
                  - {metric: boot.all.total_time, better: lower, max_change: 0}
                  - {metric: scm.lock.wait_time.p90, better: lower, max_change: 0 %}
                  - {metric: scm.lock.wait_time.max, better: lower, max_change: 0}
                  - {metric: simulator.events, better: higher, max_change: 0}
                """);
    int gates = 200;
    int failed = 0;
    int open = 0;
    for (int seed = 0; seed < gates; seed++) {
      GateReport.Outcome outcome = gate(file, seed, 0).outcome();
      failed += outcome == GateReport.Outcome.FAILED ? 1 : 0;
      open += outcome == GateReport.Outcome.INCONCLUSIVE ? 1 : 0;
    }
    System.out.println(
        "gate: of " + gates + " without a change " + failed + " failed, " + open + " were open");
    assertTrue(failed <= gates * 0.05, failed + " of " + gates);
    assertTrue(open > gates * 0.5, "at exactly the budget most are open: " + open);
  }

  @Test
  void regressionsBeyondTheBudgetAreCaught() {
    Path file =
        bench.write(
            "queue.yaml",
            SCENARIO + "  - {metric: boot.all.total_time, better: lower, max_change: 100 ns}\n");
    double errorPs = standardErrorAtTheCap(file);
    int gates = SLOW ? 400 : 80;
    int[] errors = {2, 4, 6};
    double[] wanted = {0.40, 0.95, 0.99};
    for (int i = 0; i < errors.length; i++) {
      int caught = 0;
      for (int seed = 0; seed < gates; seed++) {
        long slowerPs = BUDGET_PS + Math.round(errors[i] * errorPs);
        GateReport.Outcome outcome = gate(file, 5_000 + seed, slowerPs).outcome();
        caught += outcome == GateReport.Outcome.FAILED ? 1 : 0;
      }
      String rate = caught + " of " + gates + " caught";
      System.out.println("gate: budget plus " + errors[i] + " standard errors: " + rate);
      assertTrue(caught >= wanted[i] * gates, errors[i] + " errors: " + rate);
    }
  }

  /** Of the paired difference of two seeds, from many more replications than a gate has. */
  private double standardErrorAtTheCap(Path file) {
    PlanSource source = new PlanSource(file, bench.models(), List.of(), List.of());
    PlannedVariant variant = source.plan(List.of()).variants().get(0);
    int pairs = 4_000;
    double[] differences = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      double one = meanWait(variant, 77, i);
      differences[i] = meanWait(variant, 78, i) - one;
    }
    return MeanTest.of(differences).error() * Math.sqrt((double) pairs / MOST);
  }

  private double meanWait(PlannedVariant variant, long seed, int replication) {
    RunOutcome outcome =
        queue.run(
            new RunSpec(
                variant.scenario(),
                variant.model().reader(),
                seed,
                replication,
                EngineKind.DEFAULT));
    return ((Metric.Value) outcome.metrics().get(0)).value();
  }
}
