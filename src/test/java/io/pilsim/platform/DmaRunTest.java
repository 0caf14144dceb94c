package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.platform.model.BadInputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of bus masters, with times that follow from parameters or that others published. */
final class DmaRunTest {
  private static final long NS = 1_000;

  /** At gem5's defaults, 1 GHz and 50 ns; gem5-smmuv3.md section 3. From offer to answer. */
  private static final long MICRO_HIT_NS = 54;

  private static final long MAIN_HIT_NS = 57;

  @TempDir private Path folder;
  private DmaBench bench;

  @BeforeEach
  void makeBench() {
    bench = new DmaBench(folder);
  }

  /** Four rounds over 64 pages, two accesses each, one at a time: gem5's cases L1 and L5. */
  private void writeLadder(long periodPs) {
    StringBuilder list = new StringBuilder("tick_ps,dev,sid,ssid,addr,size,rw\n");
    for (int i = 0; i < 512; i++) {
      long address = 0x10_0000_0000L + (i / 2 % 64) * 4096L + (i % 2) * 64L;
      list.append(1_000_000 + i * periodPs).append(",0,0,0,0x");
      list.append(Long.toHexString(address)).append(",64,r\n");
    }
    bench.write("ladder.csv", list.toString());
  }

  @Test
  void serialRequestsTakeWhatGem5Published() {
    writeLadder(1_000_000);
    TestRun.Shown shown = bench.run("gem5-smmuv3", "pattern: trace, requests: ladder.csv");
    // 256 hit the micro TLB, 192 the main TLB, 63 walk with a table known, one walks cold.
    assertEquals((256 * 2 + 192 * 5 + 63 * 81 + 347) * NS, shown.sumPs("smmu.translation_time"));
    assertEquals(
        (256 * MICRO_HIT_NS + 192 * MAIN_HIT_NS + 63 * 133 + 399) * NS,
        shown.sumPs("dma.a.latency"));
    assertEquals(64, shown.count("smmu.walks"));
    assertEquals(67, shown.count("smmu.pte_reads"));
  }

  @Test
  void serialNestedRequestsTakeWhatGem5Published() {
    writeLadder(4_000_000);
    TestRun.Shown shown =
        bench.run("gem5-smmuv3", "pattern: trace, requests: ladder.csv, stages: nested");
    assertEquals((256 * 2 + 192 * 5 + 63 * 138 + 1297) * NS, shown.sumPs("smmu.translation_time"));
    assertEquals(148, shown.count("smmu.pte_reads"));
  }

  @Test
  void overheadIsWhatTranslationAddsToTheTimeWithoutIt() {
    TestRun.Shown shown =
        bench.run("gem5-smmuv3", "pattern: linear, working_set: 4 KiB, outstanding: 1, count: 10");
    long withPs = (399 + 9 * MICRO_HIT_NS) * NS;
    assertEquals(withPs, shown.sumPs("dma.a.latency"));
    double aloneNs = 10 * 50;
    double expected = (399 + 9 * MICRO_HIT_NS - aloneNs) / aloneNs;
    assertEquals(expected, DmaBench.value(shown, "dma.a.translation_overhead"), 1e-12);
    assertEquals(10 * 64 * 1e12 / withPs, DmaBench.value(shown, "dma.a.bandwidth"), 1e-3);
  }

  @Test
  void whatComesBeforeTheEndOfTheWarmupIsNotMeasured() {
    TestRun.Shown shown =
        bench.run(
            "gem5-smmuv3",
            "pattern: linear, working_set: 16 KiB, rate: 8 GB/s",
            "run.warmup=20 us",
            "run.duration=100 us");
    assertEquals(0, shown.count("smmu.walks"));
    assertEquals(0, shown.count("smmu.tbu0.utlb.misses"));
    // One of 64 bytes every 8 ns, for 80 us.
    assertEquals(10_000, shown.count("dma.a.requests"));
    assertEquals(640_000, shown.count("dma.a.bytes"));
    assertEquals(10_000 * MICRO_HIT_NS * NS, shown.sumPs("dma.a.latency"));
    assertEquals(8e9, DmaBench.value(shown, "dma.a.bandwidth"), 1);
    assertTrue(shown.isUp());
    assertEquals(List.of(), shown.outcome().brokenLaws());
  }

  @ParameterizedTest
  @CsvSource({
    "page: 4 KiB, 256",
    "'page: 4 KiB, contiguous: true', 16",
    "page: 64 KiB, 16",
    "page: 2 MiB, 1",
    "page: 512 MiB, 1",
    "page: 1 GiB, 1"
  })
  void aLinearStreamWalksOncePerReach(String mapping, long walks) {
    TestRun.Shown shown =
        bench.run("sa8775p", "pattern: linear, working_set: 1 MiB, count: 16384, " + mapping);
    assertEquals(walks, shown.count("smmu.walks"));
    assertEquals(0, shown.count("smmu.faults"));
  }

  @ParameterizedTest
  @CsvSource({"stage1, 4", "stage2, 4", "nested, 24"})
  void aColdWalkReadsAsManyEntriesAsTheTablesAreDeep(String stages, long reads) {
    // MMU-500, 48 bits: four levels; the guest of a nested stream sees 40 bits, three levels.
    TestRun.Shown shown =
        bench.run("sa8775p", "pattern: linear, working_set: 64 B, count: 1, stages: " + stages);
    long expected = stages.equals("nested") ? (4 + 1) * (3 + 1) - 1 : reads;
    assertEquals(expected, shown.count("smmu.pte_reads"));
  }

  @Test
  void bypassedStreamsWalkNothing() {
    for (String platform : List.of("sa8775p", "gem5-smmuv3")) {
      TestRun.Shown shown =
          bench.run(platform, "pattern: uniform, working_set: 1 MiB, count: 500, stages: bypass");
      assertEquals(500, shown.count("dma.a.completed"));
      assertEquals(0, shown.count("smmu.walks"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sa8775p",
        "generic-smmu500",
        "mmu500-agilex7",
        "mmu600-agilex5",
        "mmu700",
        "gem5-smmuv3"
      })
  void everyPlatformGivesTheSameOnEveryEngine(String platform) {
    String keys = "pattern: zipf, working_set: 4 MiB, count: 3000, writes: 25 %, rate: 4 GB/s";
    String first = "";
    for (EngineKind engine : EngineKind.values()) {
      TestRun.Shown shown = bench.run(engine, platform, keys + ", arrivals: poisson");
      assertTrue(shown.isUp());
      assertEquals(List.of(), shown.outcome().brokenLaws());
      assertEquals(3000, shown.count("dma.a.completed"));
      first = first.isEmpty() ? shown.everything() : first;
      assertEquals(first, shown.everything());
    }
  }

  @Test
  void mastersShareTheMemory() {
    String load = "{pattern: linear, working_set: 1 MiB, page: 2 MiB, count: 5000, outstanding: 64";
    double alone = DmaBench.value(bench.runAll("sa8775p", "{a: " + load + "}}"), "dma.a.bandwidth");
    TestRun.Shown both = bench.runAll("sa8775p", "{a: " + load + "}, b: " + load + ", tbu: 1}}");
    double a = DmaBench.value(both, "dma.a.bandwidth");
    double b = DmaBench.value(both, "dma.b.bandwidth");
    double bus = 32e9; // the platform's dram.bandwidth
    assertTrue(a < alone && a + b <= bus, a + ", " + b + ", alone " + alone);
  }

  @Test
  void aTraceThatCrossesAPageIsAMistakeWithItsLine() {
    bench.write(
        "bad.csv", "tick_ps,dev,sid,ssid,addr,size,rw\n0,0,0,0,0x1000,64,r\n5,0,0,0,4064,64,w\n");
    List<String> lines =
        assertThrows(
                BadInputException.class,
                () -> bench.run("sa8775p", "pattern: trace, requests: bad.csv"))
            .lines();
    assertEquals(1, lines.size());
    assertTrue(
        lines
            .get(0)
            .endsWith(
                "bad.csv:3:1: the request crosses a boundary of 4 KiB," + " expected two of it"),
        lines.get(0));
  }

  @Test
  void workingSetsThatDoNotFitAreMistakesOfTheInput() {
    assertThrows(
        BadInputException.class,
        () -> bench.run("sa8775p", "pattern: linear, working_set: 64 GiB, page: 1 GiB, count: 1"));
  }
}
