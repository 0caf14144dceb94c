package io.pilsim.platform.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DmaScenarioTest {
  private static final String HEAD = "scenario: s\nplatform: soc\n";

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void makeBench() {
    bench = new Workbench(folder);
    bench.write(
        "model/soc/smmu.yaml",
        """
        smmu:
          tbus: {value: 2, basis: specified, source: "manual", legal: [1, 2, 4..8]}
          granules: {value: [4 KiB, 64 KiB], basis: specified, source: "manual"}
        """);
  }

  @Test
  void mastersHaveKeysOfTheirOwn() {
    DmaWorkload workload =
        bench
            .load(
                HEAD
                    + """
                    workload:
                      flow: dma-stream
                      masters:
                        b: {pattern: linear, stream: 0}
                        a: {pattern: zipf, exponent: 1, working_set: 1 GiB, rate: 2 GB/s, writes: 0.25}
                        c: {pattern: pointer-chase, page: 64 KiB, stages: nested}
                    run: {duration: 3 ms, warmup: 1 ms}
                    """)
            .variants()
            .get(0)
            .scenario()
            .workload()
            .dma()
            .orElseThrow();
    assertEquals(OptionalLong.of(3_000_000_000L), workload.durationPs());
    assertEquals(1_000_000_000L, workload.warmupPs());
    DmaMaster a = workload.masters().get(0);
    assertEquals("a", a.name());
    assertEquals(1.0, a.load().exponent());
    assertEquals(25, a.load().writePercent());
    assertEquals(OptionalLong.of(2_000_000_000L), a.load().rate());
    assertEquals(16, a.load().outstanding());
    assertEquals(1, a.stream().id()); // the first that b leaves free
    assertEquals(1, workload.masters().get(2).load().outstanding());
    assertEquals(65536, workload.masters().get(2).mapping().stage2Page());
  }

  @Test
  void everyMistakeHasALineOfItsOwn() {
    assertEquals(
        List.of(
            "scenario.yaml:7:16: workload.masters.a.pattern: 'uniform' does not fit, would never"
                + " end, expected a count or run.duration",
            "scenario.yaml:8:16: workload.masters.a.request: '96 B' does not fit, expected a power"
                + " of two up to 4 KiB",
            "scenario.yaml:9:13: workload.masters.a.page: '16 KiB' does not fit, expected a page of"
                + " the granules [4 KiB, 64 KiB]",
            "scenario.yaml:11:16: workload.masters.b.pattern: 'trace' does not fit, needs requests,"
                + " a file of them",
            "scenario.yaml:12:12: workload.masters.b.tbu: '2' does not fit, expected 0 to 1, as"
                + " soc.smmu.tbus says",
            "scenario.yaml:13:15: workload.masters.b.writes: '12.5 %' does not fit, expected 0 % to"
                + " 100 % in whole percent"),
        bench.mistakes(
            HEAD
                + """
                workload:
                  flow: dma-stream
                  masters:
                    a:
                      pattern: uniform
                      request: 96 B
                      page: 16 KiB
                    b:
                      pattern: trace
                      tbu: 2
                      writes: 12.5 %
                """));
  }

  @Test
  void whatTheSmmuCannotKnowIsAMistake() {
    assertEquals(
        List.of(
            "scenario.yaml:8:13: workload.masters.a.ssid: '2000' does not fit, expected 0 to 1023",
            "scenario.yaml:9:12: workload.masters.a.qos: '16' does not fit, expected 0 to 15",
            "scenario.yaml:10:15: workload.masters.a.mapped: '2 MiB' does not fit, expected at most"
                + " the working set",
            "scenario.yaml:14:13: workload.masters.b.ssid: '1' does not fit, expected 0: without"
                + " stage 1 there are no contexts to choose from",
            "scenario.yaml:15:12: workload.masters.b.qos: '3' does not fit, expected that of"
                + " workload.masters.a.qos, which is behind the same TBU"),
        bench.mistakes(
            HEAD
                + """
                workload:
                  flow: dma-stream
                  masters:
                    a:
                      pattern: linear
                      ssid: 2000
                      qos: 16
                      mapped: 2 MiB
                    b:
                      pattern: linear
                      stages: stage2
                      ssid: 1
                      qos: 3
                run: {duration: 1 ms}
                """));
  }

  @Test
  void keysOfOtherFlowsHaveNoPart() {
    assertEquals(
        List.of(
            "scenario.yaml:4:22: workload.remoteprocs: has no part in flow dma-stream",
            "scenario.yaml:4:57: workload.masters.a.patern: unknown key"),
        bench
            .mistakes(
                HEAD
                    + "workload:\n"
                    + "  {flow: dma-stream, remoteprocs: [adsp], masters: {a: {patern: linear}}}\n")
            .stream()
            .map(line -> line.replaceAll("unknown key.*", "unknown key"))
            .filter(line -> !line.contains("missing"))
            .sorted()
            .toList());
  }

  @Test
  void onlyWhatCanBeBuiltMayBeSet() {
    String good =
        HEAD + "workload: {flow: dma-stream, masters: {a: {pattern: linear, count: 1}}}\n";
    assertEquals(
        List.of("--set: soc.smmu.tbus: '3' cannot be built, expected one of 1, 2, 4 to 8"),
        bench.mistakes(good, "soc.smmu.tbus=3"));
    assertEquals(1, bench.load(good, "soc.smmu.tbus=6").variants().size());
  }

  @Test
  void metricsOfUnknownMastersAreMistakes() {
    assertEquals(
        List.of(
            "scenario.yaml:5:5: expect: no metric 'dma.b.latency' (did you mean dma.a.latency?)"),
        bench.mistakes(
            HEAD
                + "workload: {flow: dma-stream, masters: {a: {pattern: linear, count: 1}}}\n"
                + "expect:\n  - dma.b.latency < 1 us\n"));
  }
}
