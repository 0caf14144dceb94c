package io.pilsim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.Runner;
import io.pilsim.platform.scenario.Workbench;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyRunTest {
  private static final String SCENARIO =
      """
      scenario: boot-adsp
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      variants:
        plain: {}
        fast: {soc.tz.hash: 2 GB/s}
      run: {replications: 4, seed: 7}
      expect:
        - boot.adsp.total_time < 1001 ms
        - "fast: boot.adsp.total_time.max <= 600 ms"
        - "plain: scm.lock.wait_time.n == 1"
      """;

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void makeBench() {
    bench = new Workbench(folder);
  }

  private StudyOutcome run(Runner runner, int threads, String... sets) {
    return new StudyRun(bench.load(SCENARIO, sets), runner, EngineKind.DEFAULT, Progress.NONE)
        .run(threads);
  }

  /** 10 x 2 us and 1 GB at 1 GB/s. */
  @Test
  void whatDrawsNoRandomNumberRunsOnceAndSaysSo() {
    VariantResult plain = run(FakeRunner.exact(), 1).result().variants().get(0);
    assertEquals(1, plain.replications());
    assertEquals(List.of("draws no random number: ran once, not 4 times"), plain.notes());
    assertEquals(
        new Figure(
            "ns",
            1,
            1_000_020_000.0,
            Optional.of(new Interval(1_000_020_000.0, 1_000_020_000.0)),
            OptionalDouble.of(0),
            1_000_020_000.0,
            1_000_020_000.0,
            1_000_020_000.0,
            1_000_020_000.0,
            1_000_020_000.0),
        plain.metrics().get("boot.adsp.total_time"));
  }

  /** Totals 0, 1, 2 and 3 us above the exact one: sd sqrt(5/3), t(3) = 3.182446. */
  @Test
  void replicationsGiveAnIntervalOfTheirMean() {
    VariantResult plain = run(new FakeRunner(true, List.of()), 1).result().variants().get(0);
    Figure total = plain.metrics().get("boot.adsp.total_time");
    assertEquals(4, plain.replications());
    assertEquals(4, total.n());
    assertEquals(1_000_021_500.0, total.mean());
    assertEquals(1290.9944, total.sd().orElseThrow(), 1e-3);
    Interval ci = total.ci95().orElseThrow();
    assertEquals(1_000_021_500.0 - 3.182446 * 1290.9944 / 2, ci.low(), 1e-2);
    assertEquals(1_000_021_500.0 + 3.182446 * 1290.9944 / 2, ci.high(), 1e-2);
    assertEquals(1_000_021_000.0, total.p50());
    assertEquals(1_000_023_000.0, total.p99());
  }

  /** Two waits per replication, of 1 and 3 us and so many us more as the replication's number. */
  @Test
  void samplesOfAllReplicationsAreOneDistribution() {
    Figure waits =
        run(new FakeRunner(true, List.of()), 1)
            .result()
            .variants()
            .get(0)
            .metrics()
            .get("scm.lock.wait_time");
    assertEquals(8, waits.n());
    assertEquals(3_500.0, waits.mean());
    assertEquals(1_000.0, waits.min());
    assertEquals(6_000.0, waits.max());
    assertTrue(waits.ci95().isPresent());
  }

  /** Entries take 1 to 5 us, hashing runs at 0.5 to 2 GB/s; the variant fixes the latter. */
  @Test
  void givesTheIntervalOverTheRangesOfWhatIsAssumed() {
    ResultRecord result = run(FakeRunner.exact(), 2).result();
    assertEquals(
        Optional.of(
            new Uncertainty(
                "boot.all.total_time",
                "ns",
                500_010_000.0,
                2_000_050_000.0,
                List.of("soc.tz.entry", "soc.tz.hash"))),
        result.variants().get(0).uncertainty());
    assertEquals(
        Optional.of(
            new Uncertainty(
                "boot.all.total_time",
                "ns",
                500_010_000.0,
                500_050_000.0,
                List.of("soc.tz.entry"))),
        result.variants().get(1).uncertainty());
    assertEquals(List.of("soc.tz.entry", "soc.tz.hash"), result.assumed());
  }

  @Test
  void judgesExpectationsPerVariant() {
    assertEquals(
        List.of(
            new Verdict(
                "boot.adsp.total_time < 1001 ms",
                "plain",
                "ns",
                OptionalDouble.of(1_000_020_000.0),
                true),
            new Verdict(
                "boot.adsp.total_time < 1001 ms",
                "fast",
                "ns",
                OptionalDouble.of(500_020_000.0),
                true),
            new Verdict(
                "fast: boot.adsp.total_time.max <= 600 ms",
                "fast",
                "ns",
                OptionalDouble.of(500_020_000.0),
                true),
            new Verdict(
                "plain: scm.lock.wait_time.n == 1", "plain", "count", OptionalDouble.of(2), false)),
        run(FakeRunner.exact(), 1).result().expectations());
  }

  @Test
  void givesTheSameBytesOnAnyNumberOfThreads() {
    StudyOutcome one = run(new FakeRunner(true, List.of()), 1);
    StudyOutcome four = run(new FakeRunner(true, List.of()), 4);
    assertEquals(ResultCodec.write(one.result()), ResultCodec.write(four.result()));
    assertEquals(one.csv(), four.csv());
  }

  @Test
  void aBrokenLawEndsTheStudy() {
    FakeRunner broken = new FakeRunner(false, List.of("smmu: lookups = hits + misses: 3 and 2"));
    BrokenLawException e = assertThrows(BrokenLawException.class, () -> run(broken, 1));
    assertEquals("variant plain: smmu: lookups = hits + misses: 3 and 2", e.getMessage());
  }

  @Test
  void aResultReadsBackAsItWasWritten() throws FormatException {
    for (boolean chance : new boolean[] {false, true}) {
      ResultRecord result = run(new FakeRunner(chance, List.of()), 1).result();
      String text = ResultCodec.write(result);
      assertEquals(result, ResultCodec.read("r", text.getBytes(StandardCharsets.UTF_8)));
      assertEquals(
          text, ResultCodec.write(ResultCodec.read("r", text.getBytes(StandardCharsets.UTF_8))));
    }
  }

  @Test
  void aDamagedResultIsRefusedWithItsPlace() {
    String text = ResultCodec.write(run(FakeRunner.exact(), 1).result());
    String other = text.replace("pilsim-result/1", "pilsim-result/9");
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> ResultCodec.read("r.json", other.getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "r.json:1:1: format: 'pilsim-result/9' is unknown, expected pilsim-result/1",
        e.getMessage());
  }

  @Test
  void hashesTellWhatChanged() {
    ResultRecord.Hashes plain = run(FakeRunner.exact(), 1).result().hashes();
    ResultRecord.Hashes model = run(FakeRunner.exact(), 1, "soc.tz.entry=3 us").result().hashes();
    ResultRecord.Hashes seed = run(FakeRunner.exact(), 1, "run.seed=8").result().hashes();
    ResultRecord.Hashes input =
        run(FakeRunner.exact(), 1, "inputs.device_tree=pom.xml").result().hashes();
    assertEquals(plain.scenario(), model.scenario());
    assertFalse(plain.model().equals(model.model()));
    assertFalse(plain.scenario().equals(seed.scenario()));
    assertEquals(plain.model(), seed.model());
    assertEquals(plain.scenario(), input.scenario());
    assertFalse(plain.inputs().equals(input.inputs()));
    assertTrue(plain.pilsim().matches("[0-9a-f]{64}"), plain.pilsim());
  }
}
