package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A master that moves one page after another is as fast as the reads of its walks let it be: T = p
 * / (l0 + M lm), with M the reads per page that the TLBs and walk caches of the model leave over.
 * Source: F&S (SOSP'24) 2.2, with its l0 = 65 ns and lm = 197 ns; timing.md 3.2 and VT-4.
 */
final class DmaLawTest {
  private static final double PAGE = 4096;
  private static final double BASE_NS = 65;
  private static final double READ_NS = 197;
  private static final int PAGES = 20_000;

  /** Entries of the walk cache for tables of 2 MiB, in the model. */
  private static final int LAST_TABLES = 64;

  @TempDir private Path folder;
  private DmaBench bench;

  @BeforeEach
  void makeBench() {
    bench = new DmaBench(folder);
  }

  /** Lookups in no time, so that only memory counts: each table read is one of the caches'. */
  private TestRun.Shown pages(String workingSet) {
    return bench.run(
        "sa8775p",
        "pattern: uniform, request: 4 KiB, outstanding: 1, count: "
            + PAGES
            + ", working_set: "
            + workingSet,
        "sa8775p.smmu.clock=1000 GHz",
        "sa8775p.walk.snoop_latency=197 ns",
        "sa8775p.walk.cached_lines=1048576",
        "sa8775p.dram.bandwidth=1000000 GB/s",
        "sa8775p.dram.read_latency=65 ns");
  }

  private static double readsPerPage(TestRun.Shown shown) {
    return (double) shown.count("smmu.pte_reads") / PAGES;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 MiB", "4 MiB", "64 MiB", "128 MiB", "256 MiB", "1 GiB"})
  void throughputFollowsFromTheReadsPerPage(String workingSet) {
    TestRun.Shown shown = pages(workingSet);
    double expectedNs = BASE_NS + readsPerPage(shown) * READ_NS;
    double ns = shown.sumPs("dma.a.latency") / 1e3 / PAGES;
    assertEquals(expectedNs, ns, 0.02 * expectedNs);
    double bandwidth = PAGE / expectedNs * 1e9;
    assertEquals(bandwidth, DmaBench.value(shown, "dma.a.bandwidth"), 0.02 * bandwidth);
  }

  /** All pages are alike, so any cache that keeps C of N hits C times in N (Gelenbe 1973). */
  @Test
  void readsRiseWhereTheWorkingSetPassesTheCacheOfLastTables() {
    double within = readsPerPage(pages("128 MiB"));
    assertTrue(within > 0.95 && within < 1.02, within + " reads with all tables cached");
    double twice = readsPerPage(pages("256 MiB"));
    assertEquals(1 + 0.5, twice, 0.03);
    double eightfold = readsPerPage(pages("1 GiB"));
    assertEquals(1 + (1 - LAST_TABLES / 512.0), eightfold, 0.03);
  }
}
