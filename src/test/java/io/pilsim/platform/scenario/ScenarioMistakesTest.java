package io.pilsim.platform.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioMistakesTest {
  private static final String GOOD =
      """
      scenario: s
      platform: soc
      host: kvm
      workload: {flow: boot, remoteprocs: [adsp]}
      """;

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void makeBench() {
    bench = new Workbench(folder);
  }

  @Test
  void aGuestsCallsHaveAPeriodAndATimeWithinIt() {
    assertEquals(
        List.of(
            "scenario.yaml:4:64: workload.guest_smc.every: needs workload.guest_smc.holding as"
                + " well"),
        bench.mistakes(guest("{every: 2 ms}")));
    assertEquals(
        List.of(
            "scenario.yaml:4:79: workload.guest_smc.holding: '2000 us' leaves no time in between,"
                + " expected less than 2 ms"),
        bench.mistakes(guest("{every: 2 ms, holding: 2000 us}")));
    assertEquals(
        List.of(
            "scenario.yaml:4:64: workload.guest_smc.every: '0 ms' does not fit, expected a duration"
                + " such as 240 ns",
            "scenario.yaml:4:79: workload.guest_smc.holding: '5' does not fit, expected a duration"
                + " such as 240 ns"),
        bench.mistakes(guest("{every: 0 ms, holding: 5}")));
  }

  private static String guest(String calls) {
    return GOOD.replace("[adsp]}", "[adsp], guest_smc: " + calls + "}");
  }

  @Test
  void allAreReportedAtOnceWithLineAndColumn() {
    assertEquals(
        List.of(
            "scenario.yaml:2:11: platform: 'sok' is unknown, expected one of soc (did you mean"
                + " soc?)",
            "scenario.yaml:3:1: hots: unknown key (did you mean host?)",
            "scenario.yaml:5:9: driver: 'v11' is unknown, expected one of v1, v10, v10+fixes"
                + " (did you mean v1?)",
            "scenario.yaml:7:9: workload.flow: this version cannot run 'replay' yet, expected one of"
                + " boot, shutdown, recovery, lifecycle, dma-stream, map-unmap, fastrpc",
            "scenario.yaml:8:16: workload.remoteprocs: 'adsp' is named twice",
            "scenario.yaml:9:21: run.replications: '0' does not fit, expected 1 to 1000000",
            "scenario.yaml:9:31: run.until: 'ci95 < 1' does not fit, expected a precision such as"
                + " 'ci95 < 1 %'",
            "scenario.yaml:11:5: expect: no metric 'boot.adsp.total_tim' (did you mean"
                + " boot.adsp.total_time?)",
            "scenario.yaml:12:5: expect: 'sometimes' is no expectation, expected [VARIANT:] METRIC"
                + " OP VALUE"),
        bench.mistakes(
            """
            scenario: s
            platform: sok
            hots: kvm
            host: kvm
            driver: v11
            workload:
              flow: replay
              remoteprocs: [adsp, adsp]
            run: {replications: 0, until: ci95 < 1}
            expect:
              - boot.adsp.total_tim < 1 ms
              - sometimes
            """));
  }

  @Test
  void aBudgetMustMakeSense() {
    assertEquals(
        List.of(
            "scenario.yaml:5:17: run.duration: a flow such as boot ends by itself, expected none",
            "scenario.yaml:5:32: run.warmup: 'soon' does not fit, expected a duration such as"
                + " 240 ns, or auto"),
        bench.mistakes(GOOD + "run: {duration: 50 ms, warmup: soon}\n").stream()
            .filter(line -> !line.contains("warmup: a flow"))
            .toList());
    assertEquals(
        List.of(
            "scenario.yaml:5:27: run.max_replications: limits nothing, expected run.until beside"
                + " it, a precision such as 'ci95 < 1 %'"),
        bench.mistakes(GOOD + "run: {max_replications:   20}\n"));
    assertEquals(
        List.of("--set: run.max_replications: is less than run.replications, expected 30 or more"),
        bench.mistakes(
            GOOD + "run: {until: ci95 < 1 %, replications: 30}\n", "run.max_replications=20"));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals(
        List.of(
            "scenario.yaml:1:1: host: missing, expected who runs at EL2",
            "scenario.yaml:1:1: platform: missing, expected a folder of model/, such as sa8775p",
            "scenario.yaml:1:1: scenario: missing, expected name; the results go to a folder of"
                + " this name",
            "scenario.yaml:1:1: workload.flow: missing, expected what is to happen",
            "scenario.yaml:1:1: workload.remoteprocs: missing, expected which remote processors,"
                + " all at once"),
        bench.mistakes("driver: v1\n").stream().sorted().toList());
  }

  @Test
  void namesOfThePlatformAreChecked() {
    assertEquals(
        List.of(
            "scenario.yaml:4:37: workload.remoteprocs: no remote processor 'adps', expected one of"
                + " adsp, cdsp0 (did you mean adsp?)"),
        bench.mistakes(GOOD.replace("[adsp]", "[adps]")));
  }

  @Test
  void overridesOfVariantsAreChecked() {
    assertEquals(
        List.of(
            "scenario.yaml:6:13: host: 'kvmm' is unknown, expected one of qhee, kvm (did you mean"
                + " kvm?)",
            "scenario.yaml:7:21: soc.tz.entry: '3 cycles' does not fit, expected a duration such as"
                + " 240 ns",
            "scenario.yaml:8:7: hosts: no such key (did you mean host?)"),
        bench
            .mistakes(
                GOOD
                    + """
                    variants:
                      a: {host: kvmm}
                      b: {soc.tz.entry: 3 cycles}
                      c: {hosts: kvm}
                    """)
            .stream()
            .map(line -> line)
            .toList());
  }

  @Test
  void optionsAreChecked() {
    assertEquals(
        List.of(
            "--set: soc.tz.entri: no such value in model/soc (did you mean soc.tz.entry?)",
            "--set: dirver: no such key (did you mean driver?)",
            "--set: inputs.device_tree: no such file: /nowhere/board.dtb"),
        bench
            .mistakes(
                GOOD, "soc.tz.entri=1 us", "dirver=v1", "inputs.device_tree=/nowhere/board.dtb")
            .stream()
            .sorted(
                java.util.Comparator.comparing(
                    line -> line.contains("file") ? 2 : line.contains("dirver") ? 1 : 0))
            .toList());
  }

  @Test
  void expectationsNeedAUnitThatFits() {
    assertEquals(
        List.of(
            "scenario.yaml:6:5: expect: '250' does not fit, expected a duration such as 240 ns",
            "scenario.yaml:7:5: expect: no variant 'kvm', expected one of a, b",
            "scenario.yaml:8:5: expect: no metric 'boot.cdsp0.total_time' (did you mean"
                + " boot.adsp.total_time?)"),
        bench.mistakes(
            GOOD
                + """
                expect:
                  - boot.adsp.total_time < 250
                  - "kvm: boot.adsp.smc_calls == 6"
                  - boot.cdsp0.total_time < 1 s
                variants: {a: {host: kvm}, b: {host: qhee}}
                """));
  }

  @Test
  void syntaxHasAPlaceToo() {
    List<String> lines = bench.mistakes("scenario: s\nhost: [kvm\n");
    assertEquals(1, lines.size());
    assertEquals("scenario.yaml:3:1: ", lines.get(0).substring(0, 19));
  }

  @Test
  void mistakesInTheModelAreReportedWithThoseInTheScenario() {
    bench.write("model/soc/more.yaml", "x: 3\n");
    assertEquals(
        List.of(
            "model/soc/more.yaml:1:1: soc.x: expected {value: ..., basis: ..., source: ...} or more"
                + " keys",
            "scenario.yaml:5:1: hots: unknown key (did you mean host?)"),
        bench.mistakes(GOOD + "hots: kvm\n"));
  }

  @Test
  void faultsAndOperationsAreCheckedOneByOne() {
    String expected =
        "expected {at: STEP} with kind: error, timeout or hang, and nth: 1 or more or probability:"
            + " 0 to 1";
    assertEquals(
        List.of(
            "scenario.yaml:4:62: workload.operations: 'shutdwon' is unknown, expected one of boot,"
                + " shutdown, crash, access (did you mean shutdown?), or one number of operations"
                + " to draw",
            "scenario.yaml:7:26: faults.knid: unknown key, expected one of at, kind, nth,"
                + " probability (did you mean kind?)",
            "scenario.yaml:8:5: faults: " + expected,
            "scenario.yaml:9:5: faults: " + expected),
        bench.mistakes(
            """
            scenario: s
            platform: soc
            host: kvm
            workload: {flow: lifecycle, remoteprocs: [adsp], operations: [boot, shutdwon]}
            faults:
              - {at: boot.adsp.auth, kind: error, nth: 3}
              - {at: boot.adsp.auth, knid: error}
              - {at: boot.adsp.auth, kind: oops}
              - {at: boot.adsp.ready, kind: timeout, probability: 1.5}
            """));
  }
}
