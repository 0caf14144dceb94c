package io.pilsim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.statistics.Difference;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.platform.scenario.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues with exact answers; {@code -Dpilsim.slow=true} asks a thousand times where it matters. */
final class ReplicationTest {
  private static final boolean SLOW = Boolean.getBoolean("pilsim.slow");
  private static final String SCENARIO =
      """
      scenario: queue
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      """;
  private static final String WAIT = "scm.lock.wait_time";

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void makeBench() {
    bench = new Workbench(folder);
  }

  private ResultRecord run(String scenario, QueueRunner runner, String... sets) {
    ScenarioPlan plan = bench.load(scenario, sets);
    return new StudyRun(plan, runner, EngineKind.DEFAULT, Progress.NONE).run(2).result();
  }

  /** Half as busy as can be, the mean wait is that of a service: rho / (mu - lambda). */
  @Test
  void intervalsCoverTheMeanWaitOfTheQueueAsOftenAsTheySay() {
    QueueRunner.install(bench, "2 us", "1 us", 1, SLOW ? 4000 : 2000);
    int studies = SLOW ? 1000 : 100;
    int covered = 0;
    for (int seed = 1; seed <= studies; seed++) {
      ResultRecord result =
          run(SCENARIO, new QueueRunner(true), "run.seed=" + seed, "run.replications=10");
      covered += ci(result).contains(1000) ? 1 : 0;
    }
    // of 1,000: 93 to 97 %; of 100: four deviations of a binomial of 0.95
    double share = covered / (double) studies;
    assertTrue(share >= (SLOW ? 0.93 : 0.87) && share <= (SLOW ? 0.97 : 1), "covered " + share);
  }

  private static Interval ci(ResultRecord result) {
    return figure(result).ci95().orElseThrow();
  }

  private static Figure figure(ResultRecord result) {
    return result.variants().get(0).metrics().get(WAIT);
  }

  /** Erlang's C for three servers two thirds busy: 4/9 wait, for 1 / (3 mu - lambda) each. */
  @Test
  void threeServersShareTheWorkAsErlangFound() {
    QueueRunner.install(bench, "500 ns", "1 us", 3, 20_000);
    Interval ci = ci(run(SCENARIO, new QueueRunner(true), "run.replications=20"));
    assertTrue(ci.contains(4 / 9.0 * 1000), ci.toString());
  }

  /** Batch means of one long run on its own. */
  @Test
  void oneLongRunGivesAnIntervalToo() {
    QueueRunner.install(bench, "2 us", "1 us", 1, 200_000);
    ResultRecord result = run(SCENARIO, new QueueRunner(true));
    assertTrue(ci(result).contains(1000), ci(result).toString());
    assertTrue(ci(result).half() < 50, ci(result).toString());
    assertTrue(figure(run(SCENARIO, new QueueRunner(false))).ci95().isEmpty());
  }

  @Test
  void replicatesUntilTheIntervalIsTight() {
    QueueRunner.install(bench, "2 us", "1 us", 1, 2_000);
    String until = SCENARIO + "run: {until: ci95 < 2 %, max_replications: 500}\n";
    VariantResult wait = run(until, new QueueRunner(false)).variants().get(0);
    Figure total = wait.metrics().get("boot.all.total_time");
    assertTrue(total.ci95().orElseThrow().half() < 0.02 * total.mean());
    assertTrue(wait.replications() > 10 && wait.replications() < 500, "" + wait.replications());
    assertEquals(wait.replications(), total.n());
  }

  @Test
  void saysWhenItRanOutOfReplications() {
    QueueRunner.install(bench, "2 us", "1 us", 1, 200);
    String until = SCENARIO + "run: {until: ci95 < 0.1 %, max_replications: 25}\n";
    VariantResult wait = run(until, new QueueRunner(false)).variants().get(0);
    assertEquals(25, wait.replications());
    assertTrue(
        wait.notes()
            .get(0)
            .matches(".* is known to ±[0-9.]+ % after 25 replications, not to ±0.1 %"),
        wait.notes().toString());
  }

  @Test
  void stoppingDoesNotDependOnThreads() {
    QueueRunner.install(bench, "2 us", "1 us", 1, 500);
    String until = SCENARIO + "run: {until: ci95 < 5 %, max_replications: 200}\n";
    ScenarioPlan plan = bench.load(until);
    QueueRunner runner = new QueueRunner(true);
    StudyOutcome one = new StudyRun(plan, runner, EngineKind.HEAP, Progress.NONE).run(1);
    StudyOutcome four = new StudyRun(plan, runner, EngineKind.WHEEL, Progress.NONE).run(4);
    assertEquals(ResultCodec.write(one.result()), ResultCodec.write(four.result()));
    assertEquals(one.csv(), four.csv());
  }

  @Test
  void aQueueThatOverflowsDoesNotSettle() {
    QueueRunner.install(bench, "1 us", "2 us", 1, 5_000);
    VariantResult wait = run(SCENARIO, new QueueRunner(true)).variants().get(0);
    assertEquals(
        List.of(WAIT + " does not settle: run longer; nothing was deleted as warm-up"),
        wait.notes());
  }

  /** Services of 800 and of 769 ns on average, with and without the same chances. */
  @Test
  void commonChancesCutTheVarianceOfADifference() {
    QueueRunner.install(bench, "1 us", "800 ns", 1, 20_000);
    String pair = SCENARIO + "variants: {slow: {}, fast: {soc.queue.service: 769 ns}}\n";
    double[] slow = waits(pair, 0, 1);
    double[] fast = waits(pair, 1, 1);
    double[] other = waits(pair, 1, 2);
    double common = Difference.paired(slow, fast).ci95().orElseThrow().half();
    double independent = Difference.paired(slow, other).ci95().orElseThrow().half();
    assertTrue(independent * independent > 5 * common * common, independent + " and " + common);
    // rho / (mu - lambda): 3.2 and 2.5602 us
    Interval difference = new MeanInterval(differences(slow, fast)).ci95().orElseThrow();
    assertTrue(difference.contains(2560.17 - 3200), difference.toString());
  }

  private static double[] differences(double[] from, double[] to) {
    double[] differences = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      differences[i] = to[i] - from[i];
    }
    return differences;
  }

  private double[] waits(String scenario, int variant, long seed) {
    PlannedVariant planned = bench.load(scenario).variants().get(variant);
    List<Double> means = new ArrayList<>();
    for (int replication = 0; replication < 30; replication++) {
      RunOutcome outcome =
          new QueueRunner(false)
              .run(
                  new RunSpec(
                      planned.scenario(),
                      planned.model().reader(),
                      seed,
                      replication,
                      EngineKind.DEFAULT));
      MetricTally tally = new MetricTally(outcome.metrics().get(0).unit());
      tally.add(outcome.metrics().get(0));
      means.add(tally.figure(true).mean());
    }
    return means.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
