package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Flows received with strict invalidation. Source: F&S (SOSP'24) 2.2: every page misses the IOTLB
 * once, however large it is; T = p / (l0 + M lm) with the reads M that the walks of a page take.
 */
final class ReceiveBenchTest {
  private static final ModelTree CALIBRATED =
      ModelFiles.loadFile("vt4_fs", Path.of("model/calibration/vt4_fs.yaml"));
  private static final ReceiveTraffic TRAFFIC =
      ReceiveTraffic.read(CALIBRATED.reader().below("receive"), 5);
  private static final double BASE_NS = 65;
  private static final double READ_NS = 197;
  private static final int LAST_TABLE_PAGES = 512;
  private static final int WARM_UP = 6_400;
  private static final int PAGES = 6_400;

  private ModelTree model = new ModelFiles(Path.of("model")).load("generic-smmu500");
  private int ringPages = TRAFFIC.ringPages();
  private int sendEntries = TRAFFIC.sendEntries();
  private int flows = TRAFFIC.flows();
  private int moves; // none: addresses as they were given when the rings were opened

  ReceiveBenchTest() {
    CALIBRATED.leaves().stream()
        .filter(leaf -> leaf.path().startsWith("vt4_fs.iommu."))
        .forEach(
            leaf -> {
              String path = leaf.path().substring("vt4_fs.iommu.".length());
              model = model.with("generic-smmu500." + path, leaf.values(), leaf.origin());
            });
    set("smmu.tcu.macro_tlb.entries", "8192"); // more than there are pages
    set("smmu.tcu.walk_cache.entries", "256"); // more than there are tables
    set("linux.dma.leaf_invalidation", "true");
  }

  private void set(String path, String value) {
    model = model.with("generic-smmu500." + path, Quantity.known(value), Origin.of("test"));
  }

  private List<Metric> run() {
    ReceiveTraffic traffic =
        new ReceiveTraffic(
            TRAFFIC.channels(),
            TRAFFIC.cores(),
            moves,
            ringPages,
            TRAFFIC.descriptorPages(),
            TRAFFIC.descriptorBytes(),
            TRAFFIC.entryBytes(),
            sendEntries,
            TRAFFIC.burst(),
            TRAFFIC.pollPages(),
            TRAFFIC.refill(),
            flows);
    return ReceiveBench.run(model, traffic, WARM_UP, PAGES);
  }

  private static double count(List<Metric> metrics, String path) {
    for (Metric metric : metrics) {
      if (metric.path().equals(path) && metric instanceof Metric.Value value) {
        return value.value();
      }
    }
    throw new AssertionError("no value " + path);
  }

  private static double pageNs(List<Metric> metrics) {
    for (Metric metric : metrics) {
      if (metric.path().equals("nic.page_time")
          && metric instanceof Metric.Distribution distribution) {
        return distribution.latency().sumPs() / 1e3 / distribution.latency().count();
      }
    }
    throw new AssertionError("no page time");
  }

  private static double lastTableMisses(List<Metric> metrics) {
    return count(metrics, "smmu.tcu.walk_cache.s1l2.misses");
  }

  @Test
  void whateverIsMappedAnewMissesOnceAndNothingElseDoes() {
    sendEntries = 64; // one page, so that all of it has been used before
    List<Metric> shown = run();
    assertEquals(PAGES, count(shown, "nic.pages"));
    double anew = PAGES + count(shown, "nic.packets");
    assertEquals(anew, count(shown, "smmu.tcu.tlb.misses"));
    assertEquals(0, lastTableMisses(shown));
    assertEquals(anew, count(shown, "smmu.pte_reads"), "one read each: the last table is known");
  }

  /** A flow gets one acknowledgement for all its pages of a poll, however many. */
  @Test
  void everyPollAcknowledgesEachOfItsFlowsOnce() {
    double polls = (double) PAGES / TRAFFIC.pollPages();
    assertEquals(polls, count(run(), "nic.packets"), TRAFFIC.cores(), "a flow for each ring");
    flows = 40;
    double packets = count(run(), "nic.packets");
    double bursts = (double) PAGES / TRAFFIC.burst();
    assertTrue(packets > polls && packets < bursts + polls, packets + ": bursts of several flows");
  }

  @Test
  void readsAreTheMissesOfAllCachesTogether() {
    set("smmu.tcu.macro_tlb.entries", "16");
    set("smmu.tcu.walk_cache.entries", "4");
    set("linux.dma.leaf_invalidation", "false");
    List<Metric> shown = run();
    double misses = count(shown, "smmu.tcu.tlb.misses");
    for (int level = 0; level <= 2; level++) {
      misses += count(shown, "smmu.tcu.walk_cache.s1l" + level + ".misses");
    }
    assertEquals(misses, count(shown, "smmu.pte_reads"));
  }

  @Test
  void throughputFollowsFromTheReadsPerPage() {
    for (String leavesOnly : List.of("true", "false")) {
      set("linux.dma.leaf_invalidation", leavesOnly);
      List<Metric> shown = run();
      double expectedNs = BASE_NS + count(shown, "smmu.pte_reads") / PAGES * READ_NS;
      assertEquals(expectedNs, pageNs(shown), 0.02 * expectedNs);
    }
  }

  /** Without the hint of VT-d that keeps them, an unmapped page takes the tables above it along. */
  @Test
  void tablesAreReadAgainOnlyWhereInvalidationReachesThem() {
    assertEquals(0, lastTableMisses(run()));
    set("linux.dma.leaf_invalidation", "false");
    List<Metric> shown = run();
    double last = lastTableMisses(shown);
    double first = count(shown, "smmu.tcu.walk_cache.s1l0.misses");
    assertTrue(first > 0 && last >= first, first + " of the first, " + last + " of the last");
    double invalidations = PAGES + count(shown, "nic.packets");
    assertTrue(first <= invalidations, "no table is gone without one");
  }

  /** The longer interrupts have moved about, the more tables the pages of a descriptor lie in. */
  @Test
  void addressesComeApartWithTime() {
    set("linux.dma.leaf_invalidation", "false");
    double before = lastTableMisses(run());
    moves = 100;
    double soon = lastTableMisses(run());
    moves = 400;
    double later = lastTableMisses(run());
    assertTrue(before < soon && soon < later, before + ", " + soon + ", " + later);
  }

  /** 32 channels of 512 pages lie in 32 tables or more: aged, any five of the channels do. */
  @Test
  void agedAddressesPassACacheThatFreshOnesDoNot() {
    set("smmu.tcu.walk_cache.entries", "16");
    double fresh = lastTableMisses(run()) / PAGES;
    moves = 400;
    double aged = lastTableMisses(run()) / PAGES;
    set("smmu.tcu.walk_cache.entries", "256");
    double held = lastTableMisses(run()) / PAGES;
    assertEquals(0, fresh, 32.0 / PAGES, "each table once at most");
    assertEquals(0, held, 64.0 / PAGES, "each table once at most");
    assertTrue(aged > 0.1, aged + " of a page");
  }

  /** Pages lie in no more tables than these, and a cache of fewer cannot hold them all. */
  @Test
  void missesBeginWhereTheAddressesPassTheCacheOfLastTables() {
    ringPages = 2048;
    double tables = 5 * 2048.0 / LAST_TABLE_PAGES; // at least
    set("smmu.tcu.walk_cache.entries", "64");
    double within = lastTableMisses(run()) / PAGES;
    set("smmu.tcu.walk_cache.entries", "16");
    double less = lastTableMisses(run()) / PAGES;
    set("smmu.tcu.walk_cache.entries", "4");
    double least = lastTableMisses(run()) / PAGES;
    assertTrue(tables > 16, "the ring is large enough");
    assertEquals(0, within, tables / PAGES, "each table once at most");
    assertTrue(less > within && least > less, within + ", " + less + ", " + least);
  }
}
