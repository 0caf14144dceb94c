package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Stages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DMA domains of stage 1, of stage 2, and of a guest, whose stage 2 is the hypervisor's. */
final class HotStagesTest {
  private static final String MMU500 = "sa8775p";
  private static final String SMMUV3 = "gem5-smmuv3";
  private static final long ALL = HotCase.PAIRS + HotCase.WARMUP;
  private static final long MIB = 1L << 20;

  private static long count(List<Metric> metrics, String path) {
    return (long) Metrics.value(metrics, path);
  }

  @ParameterizedTest
  @CsvSource({
    "sa8775p, STAGE1", "sa8775p, STAGE2", "sa8775p, NESTED",
    "gem5-smmuv3, STAGE1", "gem5-smmuv3, STAGE2", "gem5-smmuv3, NESTED"
  })
  void afterAStrictUnmapTheDeviceIsRefusedAndAfterALazyOneAnOldEntryServesIt(
      String platform, Stages stages) {
    HotCase each = new HotCase(platform).of(stages);
    List<Metric> strict = each.run();
    assertEquals(ALL, count(strict, "unmap.late.refused"));
    assertEquals(ALL, count(strict, "device.completed"));
    assertEquals(0, count(strict, "unmap.stale_returns"));
    each.mode = InvalidationMode.LAZY;
    List<Metric> lazy = each.run();
    assertTrue(count(lazy, "unmap.late.stale") > ALL / 2, "too little got through");
    assertEquals(ALL, count(lazy, "unmap.stale_returns"));
  }

  /** Four levels of 4 KiB tables for 48 bits, and nothing kept of earlier walks. */
  @ParameterizedTest
  @ValueSource(strings = {MMU500, SMMUV3})
  void aColdWalkReadsOneEntryOfEachLevelWhicheverStageItIs(String platform) {
    HotCase each = cold(platform);
    assertEquals(4, count(each.of(Stages.STAGE1).run(), "smmu.pte_reads"));
    assertEquals(4, count(each.of(Stages.STAGE2).run(), "smmu.pte_reads"));
  }

  private static HotCase cold(String platform) {
    HotCase each = new HotCase(platform);
    each.pairs = 1;
    each.warmup = 0;
    each.late = false;
    return each;
  }

  /**
   * Stage 2 of 40 bits with leaves of 2 MiB is walked in two reads, for each of four tables and for
   * the page; with leaves of 4 KiB in three: (n + 1)(m + 1) - 1.
   */
  @Test
  void aColdNestedWalkTranslatesEachTableAndThePage() {
    HotCase each = cold(MMU500).of(Stages.NESTED).set("smmu.tcu.ipa_cache.entries", "0");
    assertEquals((4 + 1) * (2 + 1) - 1, count(each.run(), "smmu.pte_reads"));
    each.set("guest.stage2_page", "4 KiB");
    assertEquals((4 + 1) * (3 + 1) - 1, count(each.run(), "smmu.pte_reads"));
  }

  /** One leaf has all tables, one the page: each is walked to once, and then known. */
  @Test
  void theIpaCacheSavesTheWalksToTablesOfTheSameLeaf() {
    assertEquals(4 + 2 * 2, count(cold(MMU500).of(Stages.NESTED).run(), "smmu.pte_reads"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Stages.class,
      names = {"STAGE1", "STAGE2", "NESTED"})
  void oneLeafIsOneRegisterWriteByWhateverAddress(Stages stages) {
    HotCase each = new HotCase(MMU500).of(stages);
    List<Metric> metrics = each.run();
    assertEquals(ALL, count(metrics, "smmu.tlbi.commands"));
    assertEquals(ALL, count(metrics, "iommu.syncs"));
    assertEquals(ALL, count(metrics, "iommu.device.cb_lock.acquisitions"));
  }

  /** 512 pages lie below an entry of a whole table; only stage 1 has an order for the context. */
  @Test
  void aRemovedTableOfStage2IsInvalidatedPageByPage() {
    HotCase each = new HotCase(MMU500);
    each.bytes = 2 * MIB;
    each.placement = Placement.SKEWED;
    List<Metric> first = each.run();
    List<Metric> second = each.of(Stages.STAGE2).run();
    assertEquals((1 + 1) * ALL, count(first, "smmu.tlbi.commands"), "and one for the entry");
    assertEquals((512 + 1) * ALL, count(second, "smmu.tlbi.commands"));
    long more =
        Metrics.distribution(second, "unmap.latency").minPs()
            - Metrics.distribution(first, "unmap.latency").minPs();
    long writes = 512 * each.ps("cpu.mmio_write") - each.ps("linux.dma.flush_context");
    assertTrue(more >= writes, more + " ps for writes of " + writes);
  }

  @Test
  void aFlushOfAllOfStage2IsOfTheMachineAndWaitsForEverything() {
    HotCase each = new HotCase(MMU500).of(Stages.STAGE2);
    each.mode = InvalidationMode.LAZY;
    List<Metric> metrics = each.run();
    long flushes = count(metrics, "flush_queue.flushes");
    assertTrue(flushes > 0);
    assertEquals(flushes, count(metrics, "iommu.global_sync_lock.acquisitions"));
    assertEquals(flushes, count(metrics, "smmu.tlbi.commands"));
    assertEquals(0, count(metrics, "iommu.device.cb_lock.acquisitions"));
  }

  @Test
  void clientsBehindAnSmmuV3HaveStreamsAndSpacesOfTheirOwn() {
    HotCase each = new HotCase(SMMUV3);
    each.cpus = 4;
    each.dsps = 2;
    for (Stages stages : List.of(Stages.STAGE1, Stages.STAGE2, Stages.NESTED)) {
      List<Metric> metrics = each.of(stages).run();
      for (int i = 0; i < each.cpus; i++) {
        assertEquals(ALL, count(metrics, "dsp_channel" + i + ".completed"));
        assertEquals(0, count(metrics, "dsp_channel" + i + ".refused"));
        assertEquals(0, count(metrics, "session" + i + ".unmap.stale_returns"));
      }
      assertEquals(4 * ALL, count(metrics, "smmu.tlbi.commands"));
      assertEquals(4 * ALL, count(metrics, "unmap.late.refused"));
    }
  }
}
