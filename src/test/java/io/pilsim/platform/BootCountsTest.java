package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.TestRun.Shown;
import io.pilsim.platform.scenario.Driver;
import io.pilsim.platform.scenario.Host;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a boot does, counted; the expected numbers are worked out in flow.md 2.2 and 3.1. */
final class BootCountsTest {
  @ParameterizedTest
  @CsvSource({"0x95c00000, 1, 15, 2", "0x95900000, 3, 526, 4"})
  void alignmentDecidesThePageTableWork(String base, long calls, long leaves, long tables) {
    Shown shown = TestRun.adsp().set("remoteprocs.adsp.carveout.iot", base).run();
    assertEquals(calls, shown.count("boot.adsp.map.calls"));
    assertEquals(leaves, shown.count("boot.adsp.map.leaf_ptes"));
    assertEquals(tables, shown.count("boot.adsp.map.tables"));
  }

  @Test
  void aNarrowerInputAddressSavesOneTable() {
    Shown shown = TestRun.adsp().set("linux.iommu.input_bits", "36").run();
    assertEquals(526, shown.count("boot.adsp.map.leaf_ptes"));
    assertEquals(3, shown.count("boot.adsp.map.tables"));
  }

  @Test
  void sixtyFourKibPagesMakeFourHundredEightyLeaves() {
    Shown shown = TestRun.adsp().of("cdsp0").set("linux.page", "64 KiB").run();
    assertEquals(480, shown.count("boot.cdsp0.map.leaf_ptes"));
  }

  @Test
  void smallDeviceMemoryRowsFailOnLargePages() {
    Shown shown = TestRun.adsp().set("linux.page", "64 KiB").run();
    assertEquals(22, shown.count("boot.adsp.errno"));
    assertTrue(shown.outcome().log().contains("remoteproc adsp: failed to map devmem: -22"));
  }

  @Test
  void deviceMemoryOfTheAdspIsEighteenRows() {
    Shown shown = TestRun.adsp().run();
    assertEquals(18, shown.count("boot.adsp.devmem.calls"));
    assertEquals(59, shown.count("boot.adsp.devmem.leaf_ptes"));
    assertEquals(2, shown.count("boot.adsp.devmem.tables"));
  }

  @Test
  void aColdBootMakesNineCallsThreeOfThemForThePool() {
    Shown shown = TestRun.adsp().run();
    assertEquals(9, shown.count("boot.adsp.smc_calls"));
    assertEquals(3, shown.count("boot.adsp.tzmem_growths"));
    assertEquals(4, shown.count("boot.adsp.bridges_created"));
    assertEquals(24 * 1024, shown.count("tzmem.pool_bytes.max"));
  }

  @Test
  void aWarmBootMakesSix() {
    Shown shown = TestRun.adsp().warm().run();
    assertEquals(6, shown.count("boot.adsp.smc_calls"));
    assertEquals(0, shown.count("boot.adsp.tzmem_growths"));
    assertEquals(1, shown.count("boot.adsp.bridges_created"));
  }

  @Test
  void metadataBeyondSixteenKibMakesTheTenthCall() {
    Shown shown = TestRun.adsp().set("remoteprocs.adsp.image.hash_segment", "20000 B").run();
    assertEquals(10, shown.count("boot.adsp.smc_calls"));
    assertEquals(4, shown.count("boot.adsp.tzmem_growths"));
  }

  @ParameterizedTest
  @CsvSource({"iot, 1097", "auto, 1608"})
  void fiveProcessorsOnEitherMap(String map, long leaves) {
    Shown shown = TestRun.adsp().all().set("memory_map", map).run();
    assertTrue(shown.isUp());
    long sum = 0;
    for (String name : List.of("adsp", "cdsp0", "cdsp1", "gpdsp0", "gpdsp1")) {
      sum += shown.count("boot." + name + ".map.leaf_ptes");
    }
    assertEquals(leaves, sum);
  }

  @Test
  void theThreeHostsDifferInTheirCalls() {
    assertEquals(3, TestRun.adsp().under(Host.QHEE).run().count("boot.adsp.smc_calls"));
    Shown v1 = TestRun.adsp().by(Driver.V1).run();
    assertEquals(5 + v1.count("boot.adsp.tzmem_growths"), v1.count("boot.adsp.smc_calls"));
    assertEquals(1, v1.count("boot.adsp.tzmem_growths"));
  }

  @Test
  void versionOneInsistsOnDeviceMemoryRows() {
    Shown shown = TestRun.adsp().of("cdsp0").by(Driver.V1).run();
    assertEquals(22, shown.count("boot.cdsp0.errno"));
    assertEquals(0, shown.count("boot.cdsp0.smc_calls"));
    assertEquals(
        List.of(
            "remoteproc cdsp0: No 'qcom,devmem' property present",
            "remoteproc cdsp0: Boot failed: -22"),
        shown.outcome().log());
  }

  @Test
  void stagesSumToTheTotalAndLawsHold() {
    for (Host host : Host.values()) {
      Shown shown = TestRun.adsp().all().under(host).run();
      assertEquals(List.of(), shown.outcome().brokenLaws());
      assertTrue(shown.outcome().lawsChecked() > 20);
      long sum = 0;
      for (Metric metric : shown.outcome().metrics()) {
        if (metric.path().startsWith("boot.adsp.stage.")) {
          sum += shown.count(metric.path());
        }
      }
      assertEquals(shown.count("boot.adsp.total_time"), sum);
      assertFalse(shown.outcome().usedChance());
    }
  }

  @Test
  void fiveBootsWaitForEachOtherAtTheMutex() {
    Shown shown = TestRun.adsp().all().run();
    long waits = 0;
    for (String name : List.of("adsp", "cdsp0", "cdsp1", "gpdsp0", "gpdsp1")) {
      waits += shown.count("boot." + name + ".scm_wait");
    }
    long waited = 0;
    for (Metric metric : shown.outcome().metrics()) {
      if (metric instanceof Metric.Distribution distribution
          && metric.path().equals("scm.lock.wait_time")) {
        waited = distribution.latency().sumPs();
      }
    }
    assertTrue(waits > 0);
    assertEquals(waited, waits);
  }
}
