package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.fdt.DtbWriter;
import io.pilsim.formats.fdt.NodeDraft;
import io.pilsim.platform.TestRun.Shown;
import io.pilsim.platform.scenario.El2Bindings;
import io.pilsim.platform.scenario.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A board of one processor whose tree says where its carveout is, and nothing of EL2. */
final class DeviceTreeBootTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0x95c00000, 15", "0x95d00000, 526"})
  void theTreesCarveoutDecidesThePageTableWork(String base, long leaves) throws IOException {
    Path tree = tree(Long.decode(base));
    Shown shown = TestRun.adsp().tree(tree, El2Bindings.FROM_MODEL).run();
    assertEquals(leaves, shown.count("boot.adsp.map.leaf_ptes"));
    assertEquals(
        List.of("adsp: the tree has no iommus, taken from the model"), shown.outcome().notes());
    assertTrue(
        shown
            .outcome()
            .log()
            .contains("remoteproc adsp: Booting fw image vendor/special.mbn, size 6643712"));
  }

  @Test
  void withoutStreamsInTheTreeTheProcessorStaysOfflineUnderKvm() throws IOException {
    Shown shown = TestRun.adsp().tree(tree(0x95c0_0000L), El2Bindings.FROM_TREE).run();
    assertEquals(22, shown.count("boot.adsp.errno"));
    assertTrue(
        shown
            .outcome()
            .log()
            .contains("remoteproc adsp: error -22 initializing firmware vendor/special.mbn"));
  }

  @Test
  void underTheHypervisorItNeedsNone() throws IOException {
    Path tree = tree(0x95c0_0000L);
    assertTrue(TestRun.adsp().under(Host.QHEE).tree(tree, El2Bindings.FROM_TREE).run().isUp());
  }

  @Test
  void anOverlayForEl2BringsItUp() throws IOException {
    Path tree = tree(0x95c0_0000L);
    Shown shown = TestRun.adsp().tree(tree, El2Bindings.FROM_TREE).overlay(overlay(0x3000)).run();
    assertTrue(shown.isUp(), shown.outcome().log().toString());
    assertEquals(List.of(), shown.outcome().notes());
  }

  @Test
  void aTreeForEl2UnderTheHypervisorTouchesAStreamThatIsNotLinuxs() throws IOException {
    Path tree = tree(0x95c0_0000L);
    Shown shown =
        TestRun.adsp()
            .under(Host.QHEE)
            .tree(tree, El2Bindings.FROM_TREE)
            .overlay(overlay(0x3000))
            .run();
    assertEquals(19, shown.count("boot.adsp.errno"));
    assertEquals(0, shown.count("boot.adsp.smc_calls"));
    assertEquals(
        "remoteproc adsp: synchronous external abort in qcom_smmu_write_s2cr while it is added to"
            + " its IOMMU group",
        shown.outcome().log().get(0));
    assertEquals(RunOutcome.Status.INCOMPLETE, shown.outcome().status());
  }

  @ParameterizedTest
  @CsvSource({"QHEE, 19", "KVM, 0"})
  void theModelsTreeForEl2IsOfUseAtEl2Only(Host host, long errno) {
    Shown shown = TestRun.adsp().under(host).bindings(El2Bindings.ALWAYS).run();
    assertEquals(errno, shown.count("boot.adsp.errno"));
  }

  /** Linux bridges the metadata itself, and so the hypervisor cannot: flow.md 3.5. */
  @Test
  void whereTheHypervisorIgnoresLinuxsWritesTheTwoWaysExcludeEachOther() {
    Shown shown =
        TestRun.adsp()
            .under(Host.QHEE)
            .bindings(El2Bindings.ALWAYS)
            .set("qhee.owned_stream", "ignore")
            .run();
    assertEquals(22, shown.count("boot.adsp.errno"));
    assertTrue(
        shown
            .outcome()
            .log()
            .contains("remoteproc adsp: error -22 initializing firmware qcom/sa8775p/adsp.mbn"),
        shown.outcome().log().toString());
    assertEquals(0, shown.count("smmu.faults"), "nothing of Linux's reached the SMMU");
  }

  @Test
  void doublingTheHashRateShortensAuthenticationAndNothingBefore() {
    Shown slow = TestRun.adsp().set("tz.auth.hash_bandwidth", "0.3 GB/s").run();
    Shown fast = TestRun.adsp().set("tz.auth.hash_bandwidth", "0.6 GB/s").run();
    for (Metric metric : slow.outcome().metrics()) {
      String path = metric.path();
      boolean stage = path.startsWith("boot.adsp.stage.");
      if (stage && !path.endsWith(".auth")) {
        assertEquals(slow.count(path), fast.count(path), path);
      }
    }
    // 6,631,424 bytes at 0.3 GB/s less those at 0.6 GB/s, both rounded up
    long halfPs = 6_631_424L * 1_000_000_000_000L / 600_000_000L;
    long gained = slow.count("boot.adsp.stage.auth") - fast.count("boot.adsp.stage.auth");
    assertTrue(Math.abs(gained - halfPs) <= 1, gained + " and " + halfPs);
  }

  private Path tree(long carveout) throws IOException {
    NodeDraft root = NodeDraft.root().cells("#address-cells", 2).cells("#size-cells", 2);
    NodeDraft reserved =
        root.child("reserved-memory").cells("#address-cells", 2).cells("#size-cells", 2);
    reserved.flag("ranges");
    reserved
        .child("pil-adsp@95c00000")
        .cells("reg", 0, carveout, 0, 30 * MIB)
        .cells("phandle", 7)
        .flag("no-map");
    root.child("iommu@15000000")
        .strings("compatible", "qcom,sa8775p-smmu-500", "arm,mmu-500")
        .cells("reg", 0, 0x1500_0000, 0, MIB)
        .cells("#iommu-cells", 2)
        .cells("phandle", 9);
    root.child("remoteproc@30000000")
        .strings("compatible", "qcom,sa8775p-adsp-pas")
        .cells("reg", 0, 0x3000_0000, 0, 0x100)
        .strings("firmware-name", "vendor/special.mbn")
        .cells("memory-region", 7);
    return Files.write(folder.resolve("board.dtb"), DtbWriter.encode(List.of(), root));
  }

  private Path overlay(int stream) throws IOException {
    NodeDraft root = NodeDraft.root();
    root.child("fragment@0")
        .strings("target-path", "/remoteproc@30000000")
        .child("__overlay__")
        .cells("iommus", 9, stream, 0);
    return Files.write(folder.resolve("el2.dtbo"), DtbWriter.encode(List.of(), root));
  }
}
