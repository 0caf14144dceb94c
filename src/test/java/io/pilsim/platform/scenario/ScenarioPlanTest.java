package io.pilsim.platform.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioPlanTest {
  private static final String BOOT =
      """
      scenario: boot-adsp
      platform: soc
      inputs:
        device_tree: board.dtb
        firmware: {adsp: images/adsp.mbn}
      host: kvm
      workload:
        flow: boot
        remoteprocs: [adsp]
      variants:
        qhee: {host: qhee}
        kvm-v1: {driver: v1}
        kvm-v10: {driver: v10}
        fast-tz: {soc.tz.hash: 2 GB/s, run: {seed: 5}}
      run: {replications: 30, seed: 1}
      expect:
        - boot.adsp.total_time.mean < 250 ms
        - "kvm-v10: boot.adsp.map.leaf_ptes == 15"
        - tzmem.bytes_in_use.max <= 256 KiB
      """;

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void writeInputs() {
    bench = new Workbench(folder);
    bench.write("board.dtb", "tree");
    bench.write("images/adsp.mbn", "image");
  }

  private static PlannedVariant variant(ScenarioPlan plan, String name) {
    return plan.variants().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(ScenarioPlan plan) {
    return plan.variants().stream().map(PlannedVariant::name).toList();
  }

  @Test
  void readsEveryKeyOfTheFormat() {
    ScenarioPlan plan = bench.load(BOOT);
    assertEquals(List.of("qhee", "kvm-v1", "kvm-v10", "fast-tz"), names(plan));
    Scenario scenario = variant(plan, "kvm-v1").scenario();
    assertEquals(
        new Scenario(
            "boot-adsp",
            "soc",
            new Inputs(
                Optional.of(folder.resolve("board.dtb")),
                List.of(),
                El2Bindings.FROM_MODEL,
                new java.util.TreeMap<>(Map.of("adsp", folder.resolve("images/adsp.mbn")))),
            Host.KVM,
            Driver.V1,
            new Workload(
                Flow.BOOT,
                List.of("adsp"),
                Start.COLD,
                CrashKind.WATCHDOG,
                new Operations(List.of("boot"), 0),
                Optional.empty()),
            List.of(),
            new RunBudget(30, 1)),
        scenario);
  }

  @Test
  void aVariantOverridesLeavesOfTheScenarioAndOfThePlatform() {
    ScenarioPlan plan = bench.load(BOOT);
    assertEquals(Host.QHEE, variant(plan, "qhee").scenario().host());
    assertEquals(Driver.V10, variant(plan, "qhee").scenario().driver());
    PlannedVariant fast = variant(plan, "fast-tz");
    assertEquals(2_000_000_000L, fast.model().reader().bytesPerSecond("tz.hash"));
    assertEquals(5, fast.scenario().run().seed());
    assertEquals(Map.of("run.seed", "5", "soc.tz.hash", "2 GB/s"), fast.overrides());
    assertEquals(1_000_000_000L, variant(plan, "qhee").model().reader().bytesPerSecond("tz.hash"));
  }

  @Test
  void setIsAppliedLastAndWinsOverVariants() {
    ScenarioPlan plan = bench.load(BOOT, "soc.tz.hash=600 MB/s", "workload.remoteprocs=adsp,cdsp0");
    for (PlannedVariant variant : plan.variants()) {
      assertEquals(600_000_000L, variant.model().reader().bytesPerSecond("tz.hash"));
      assertEquals(List.of("adsp", "cdsp0"), variant.scenario().workload().remoteprocs());
    }
  }

  @Test
  void filesStartFromTheScenarioInItAndFromTheWorkingDirectoryInAnOption() {
    ScenarioPlan plan = bench.load(BOOT, "inputs.device_tree=pom.xml");
    Inputs inputs = plan.variants().get(0).scenario().inputs();
    assertEquals(Optional.of(Path.of("pom.xml")), inputs.deviceTree());
    assertEquals(folder.resolve("images/adsp.mbn"), inputs.firmware().get("adsp"));
  }

  @Test
  void variantsThatSetMadeTheSameBecomeOneNamedByTheSetValues() {
    ScenarioPlan plan = bench.load(BOOT, "host=kvm", "driver=v10");
    assertEquals(List.of("host=kvm,driver=v10", "fast-tz"), names(plan));
    PlannedVariant one = plan.variants().get(0);
    assertEquals(List.of("kvm-v10"), one.standsFor());
    assertEquals(Map.of("driver", "v10", "host", "kvm"), one.overrides());
  }

  @Test
  void underQheeTheDriverMakesNoDifference() {
    ScenarioPlan plan = bench.load(BOOT, "host=qhee");
    assertEquals(List.of("host=qhee", "fast-tz"), names(plan));
    assertEquals(List.of("qhee", "kvm-v1", "kvm-v10"), plan.variants().get(0).standsFor());
  }

  @Test
  void variantsWrittenAlikeStayApart() {
    String twice =
        """
        scenario: twice
        platform: soc
        host: kvm
        workload: {flow: boot, remoteprocs: [adsp]}
        variants: {a: {host: kvm}, b: {host: kvm}}
        """;
    assertEquals(List.of("a", "b"), names(bench.load(twice)));
    assertEquals(List.of("a", "b"), names(bench.load(twice, "run.seed=3")));
  }

  @Test
  void aScenarioWithoutVariantsHasOne() {
    ScenarioPlan plan =
        bench.load(
            "{scenario: one, platform: soc, host: kvm, workload: {flow: boot, remoteprocs: [adsp]}}");
    assertEquals(List.of("base"), names(plan));
    assertEquals(new RunBudget(1, 1), plan.variants().get(0).scenario().run());
  }

  @Test
  void picksVariantsByName() {
    assertEquals(List.of("qhee"), names(bench.loadOnly(BOOT, List.of("qhee"))));
  }

  @Test
  void expectationsKnowTheirMetricStatisticAndUnit() {
    List<Expectation> expectations = bench.load(BOOT).expectations();
    Expectation time = expectations.get(0);
    assertEquals("boot.adsp.total_time", time.metric());
    assertEquals(Expectation.Statistic.MEAN, time.statistic());
    assertEquals(250e6, time.limitInResultUnit());
    assertEquals(Optional.of("kvm-v10"), expectations.get(1).variant());
    assertEquals("tzmem.bytes_in_use.max", expectations.get(2).metric());
    assertEquals(262_144, expectations.get(2).limitInResultUnit());
  }

  @Test
  void remembersWhereEachLeafWasSaid() {
    ScenarioPlan plan = bench.load(BOOT, "run.seed=7");
    List<String> said =
        variant(plan, "fast-tz").settings().stream()
            .map(s -> s.path() + "=" + s.text() + " " + s.by() + " " + s.origin().line())
            .toList();
    assertEquals(
        List.of(
            "scenario=boot-adsp  1",
            "platform=soc  2",
            "inputs.device_tree=board.dtb  4",
            "inputs.el2_bindings=from-model default 0",
            "inputs.firmware.adsp=images/adsp.mbn  5",
            "host=kvm  6",
            "driver=v10 default 0",
            "workload.flow=boot  8",
            "workload.remoteprocs=adsp  9",
            "workload.start=cold default 0",
            "run.replications=30  15",
            "run.seed=7 --set 0",
            "soc.tz.hash=2 GB/s variant fast-tz 14"),
        said);
  }
}
