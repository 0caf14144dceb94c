package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.DeviceUse;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.platform.scenario.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Threads that map and unmap: times that are sums of leaves, and what a device can still reach. */
final class HotRunTest {
  private static final ModelFiles FILES = new ModelFiles(Path.of("model"));
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;
  private static final long PAIRS = 20;

  private ModelTree model = FILES.load("sa8775p");
  private int cpus = 1;
  private long bytes = 4 * KIB;
  private int batch = 1;
  private long largestPage = 1L << 30;
  private Placement placement = Placement.ALIGNED;
  private Use use = Use.PER_CALL;
  private InvalidationMode mode = InvalidationMode.STRICT;
  private boolean bounce;
  private DeviceUse device = DeviceUse.NONE;
  private boolean late;
  private int dsps;

  private List<Metric> run() {
    return HotBench.run(
        model,
        new HotWorkload(
            cpus,
            bytes,
            batch,
            PAIRS,
            4,
            largestPage,
            placement,
            Stages.STAGE1,
            use,
            mode,
            Maintenance.NATIVE,
            bounce
                ? Set.of(MappingTrait.WALK_BY_CONTEXT, MappingTrait.BOUNCE)
                : Set.of(MappingTrait.WALK_BY_CONTEXT),
            device,
            late,
            0,
            dsps));
  }

  private void set(String path, String value) {
    try {
      model = model.with("sa8775p." + path, Quantity.parse(value), Origin.of("test"));
    } catch (Quantity.Malformed e) {
      throw new AssertionError(e);
    }
  }

  private long ps(String... paths) {
    ModelReader reader = model.reader();
    long sum = 0;
    for (String path : paths) {
      sum += reader.durationPs(path);
    }
    return sum;
  }

  @Test
  void aPageFromAMagazineCostsTheSumOfItsSteps() {
    List<Metric> metrics = run();
    assertEquals(
        ps(
            "linux.dma.map",
            "linux.iova.cache_access",
            "linux.iommu.map_call",
            "linux.iommu.write_pte",
            "linux.iommu.barrier"),
        Metrics.onlyPs(metrics, "map.latency"));
    // the sync is over at the first look: its own path in the SMMU is shorter than a register read
    assertEquals(
        ps(
            "linux.dma.unmap",
            "linux.iommu.unmap_call",
            "linux.iommu.clear_pte",
            "cpu.mmio_write",
            "cpu.mmio_write",
            "cpu.mmio_read",
            "linux.iova.cache_access"),
        Metrics.onlyPs(metrics, "unmap.latency"));
    assertEquals(PAIRS + 4, (long) Metrics.value(metrics, "map.leaf_ptes"));
    assertEquals(PAIRS + 4, (long) Metrics.value(metrics, "smmu.tlbi.commands"));
  }

  @Test
  void aBufferOf64PagesGoesThroughTheTree() {
    bytes = 256 * KIB;
    List<Metric> metrics = run();
    assertEquals(
        ps(
                "linux.dma.map",
                "linux.iova.cache_access",
                "linux.iova.tree_node",
                "linux.iova.tree_access",
                "linux.iommu.map_call",
                "linux.iommu.barrier")
            + 64 * ps("linux.iommu.write_pte"),
        Metrics.onlyPs(metrics, "map.latency"));
    assertEquals(0, (long) Metrics.value(metrics, "iova.cache_hits"));
  }

  @Test
  void twoMebibytesAreOneBlockUnlessTheyAreSkewed() {
    bytes = 2 * MIB;
    assertEquals(PAIRS + 4, (long) Metrics.value(run(), "map.leaf_ptes"));
    placement = Placement.SKEWED;
    assertEquals((PAIRS + 4) * 512, (long) Metrics.value(run(), "map.leaf_ptes"));
  }

  @Test
  void lazyUnmapsNeitherInvalidateNorWait() {
    mode = InvalidationMode.LAZY;
    device = DeviceUse.TOUCH;
    late = true;
    List<Metric> metrics = run();
    assertEquals(
        ps(
            "linux.dma.unmap",
            "linux.iommu.unmap_call",
            "linux.iommu.clear_pte",
            "linux.dma.queue_add"),
        Metrics.onlyPs(metrics, "unmap.latency"));
    assertEquals(1, (long) Metrics.value(metrics, "flush_queue.timeouts"));
    assertEquals(1, (long) Metrics.value(metrics, "smmu.tlbi.commands"), "one TLBIASID for all");
    long longest = Metrics.distribution(metrics, "unmap.exposure_window").maxPs();
    long timeout = ps("linux.dma.queue_timeout");
    assertTrue(longest >= timeout && longest < timeout + 1_000_000, longest + " ps");
  }

  @Test
  void aFullRingIsFlushedByWhoeverFillsIt() {
    mode = InvalidationMode.LAZY;
    set("linux.dma.queue_entries", "8");
    List<Metric> metrics = run();
    // 24 ranges: the ninth finds the ring full, and so does the seventeenth
    assertEquals(2 + 1, (long) Metrics.value(metrics, "flush_queue.flushes"));
    assertEquals(24, (long) Metrics.value(metrics, "flush_queue.freed"));
  }

  @Test
  void aLateReadIsRefusedAfterAStrictUnmapAndServedAfterALazyOne() {
    device = DeviceUse.TOUCH;
    late = true;
    List<Metric> strict = run();
    assertEquals(PAIRS + 4, (long) Metrics.value(strict, "unmap.late.refused"));
    assertEquals(0, (long) Metrics.value(strict, "unmap.late.stale"));
    mode = InvalidationMode.LAZY;
    List<Metric> lazy = run();
    assertTrue((long) Metrics.value(lazy, "unmap.late.stale") > 0, "nothing got through");
    assertEquals(PAIRS + 4, (long) Metrics.value(lazy, "unmap.stale_returns"));
  }

  @Test
  void anSmmuThatDropsOnlyTheBasePageExposesTheRestOfABlock() {
    device = DeviceUse.TOUCH;
    late = true;
    bytes = 2 * MIB;
    set("smmu.base_page_only", "true");
    assertTrue((long) Metrics.value(run(), "unmap.stale_returns") > 0, "nothing was left");
    set("linux.iommu.per_page_invalidation", "true");
    List<Metric> repaired = run();
    assertEquals(0, (long) Metrics.value(repaired, "unmap.stale_returns"));
    assertEquals((PAIRS + 4) * 512, (long) Metrics.value(repaired, "smmu.tlbi.commands"));
  }

  @Test
  void clientsOfDspsHaveDomainsOfTheirOwnAndMeetInTheSmmuAlone() {
    cpus = 4;
    dsps = 2;
    device = DeviceUse.TOUCH;
    List<Metric> metrics = run();
    for (int i = 0; i < cpus; i++) {
      assertEquals(PAIRS + 4, (long) Metrics.value(metrics, "session" + i + ".map.maps"));
      assertEquals(0, (long) Metrics.value(metrics, "session" + i + ".lock.iova_rbtree.contended"));
      assertEquals(PAIRS + 4, (long) Metrics.value(metrics, "dsp_channel" + i + ".completed"));
    }
    assertEquals(cpus * (PAIRS + 4), (long) Metrics.value(metrics, "smmu.tlbi.commands"));
    assertEquals(0, (long) Metrics.value(metrics, "smmu.tbu2.requests"), "two DSPs, two TBUs");
    assertEquals(2 * (PAIRS + 4), (long) Metrics.value(metrics, "smmu.tbu1.requests"));
  }

  @Test
  void aBatchWaitsOnceForAllItsBuffers() {
    batch = 5;
    List<Metric> metrics = run();
    assertEquals(5 * (PAIRS + 4), (long) Metrics.value(metrics, "map.unmaps"));
    assertEquals(PAIRS + 4, (long) Metrics.value(metrics, "iommu.syncs"));
  }

  @Test
  void pooledBuffersAreMappedOnce() {
    use = Use.POOLED;
    cpus = 3;
    List<Metric> metrics = run();
    assertEquals(3, (long) Metrics.value(metrics, "map.maps"));
    assertEquals(3, (long) Metrics.value(metrics, "map.unmaps"));
    assertEquals(2 * 3 * (PAIRS + 4), (long) Metrics.value(metrics, "lock.pool.acquisitions"));
  }

  @Test
  void bouncedBuffersAreCopiedBothWays() {
    bounce = true;
    List<Metric> metrics = run();
    assertEquals(2 * (PAIRS + 4) * 4 * KIB, (long) Metrics.value(metrics, "swiotlb.bytes_copied"));
  }

  @Test
  void cpusThatMapAtOnceRaceForTables() {
    cpus = 8;
    bytes = 4 * KIB;
    List<Metric> metrics = run();
    // all eight find no table at first; one of each level stays, the other seven are freed again
    assertEquals(3, (long) Metrics.value(metrics, "map.tables"));
    assertEquals(3 * 7, (long) Metrics.value(metrics, "map.table_races"));
  }

  @Test
  void aQueueForEachCpuNeedsAnSmmuV3() {
    HotWorkload ecmdq =
        new HotWorkload(
            1,
            4 * KIB,
            1,
            1,
            0,
            largestPage,
            placement,
            Stages.STAGE1,
            use,
            mode,
            Maintenance.QUEUE_PER_CPU,
            Set.of(MappingTrait.WALK_BY_CONTEXT),
            device,
            false,
            0,
            0);
    assertThrows(BadInputException.class, () -> HotBench.run(model, ecmdq));
    HotBench.run(FILES.load("gem5-smmuv3"), ecmdq);
  }
}
