package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario says of a master's stream, as the SMMU sees it. */
final class DmaStreamKeysTest {
  private static final String PAGES = "pattern: strided, working_set: 256 KiB, count: 64";
  private static final int COUNT = 64;

  @TempDir private Path folder;
  private DmaBench bench;

  @BeforeEach
  void makeBench() {
    bench = new DmaBench(folder);
  }

  private TestRun.Shown onMmu500(String keys, String... sets) {
    return bench.run("mmu500-agilex7", PAGES + ", outstanding: 1" + keys, sets);
  }

  @Test
  void aSubstreamHasItsOwnContextInTheSameTime() {
    TestRun.Shown none = bench.run("gem5-smmuv3", PAGES);
    TestRun.Shown fifth = bench.run("gem5-smmuv3", PAGES + ", ssid: 5");
    assertEquals(COUNT, fifth.count("dma.a.completed"));
    assertEquals(none.sumPs("dma.a.latency"), fifth.sumPs("dma.a.latency"));
  }

  @Test
  void whatIsNotMappedFaultsAndIsRecorded() {
    TestRun.Shown shown = bench.run("gem5-smmuv3", PAGES + ", ssid: 5, stream: 3, mapped: 252 KiB");
    assertEquals(COUNT - 1, shown.count("dma.a.completed"));
    assertEquals(1, shown.count("dma.a.refused"));
    assertEquals(1, shown.count("smmu.faults"));
    assertEquals(1, shown.count("smmu.eventq.records"));
    assertEquals(
        List.of("event: 0x10 sid: 0x3 ssid: 0x5 iova: 0x40000003f000 ipa: 0x0 unpriv read s1"),
        shown.outcome().log());
  }

  @Test
  void theDriverEmptiesTheEventQueue() {
    String more =
        "pattern: strided, working_set: 4 MiB, mapped: 4 KiB, count: 1000, outstanding: 1";
    TestRun.Shown shown = bench.run("gem5-smmuv3", more, "gem5-smmuv3.smmu.event_queue=4");
    assertEquals(999, shown.count("smmu.eventq.records"));
    assertEquals(0, shown.count("smmu.eventq.lost"));
  }

  @Test
  void anMmu500PrintsWhatItsContextBankRecords() {
    TestRun.Shown shown = onMmu500(", mapped: 252 KiB");
    assertEquals(1, shown.count("dma.a.refused"));
    assertEquals(
        List.of(
            "Unhandled context fault: fsr=0x402, iova=0x40000003f000, fsynr=0x3, cbfrsynra=0x0,"
                + " cb=0"),
        shown.outcome().log());
  }

  /** The first page misses; each of the others is ahead of its use. */
  @Test
  void prefetchIsOffUnlessTheMasterOrTheDriverWantsIt() {
    assertEquals(0, onMmu500("").count("smmu.prefetches"));
    assertEquals(COUNT, onMmu500("").count("smmu.tcu.tlb.misses"));
    assertEquals(1, onMmu500(", prefetch: true").count("smmu.tcu.tlb.misses"));
    String off = "mmu500-agilex7.smmu.cpre_errata=false";
    assertEquals(1, onMmu500("", off).count("smmu.tcu.tlb.misses"));
    assertEquals(COUNT, onMmu500(", prefetch: false", off).count("smmu.tcu.tlb.misses"));
  }

  @Test
  void aBankWithoutTheMacroTlbLeavesNothingThere() {
    assertEquals(COUNT, onMmu500("").count("smmu.tcu.tlb.fills"));
    assertEquals(0, onMmu500(", macro_tlb: false").count("smmu.tcu.tlb.fills"));
  }

  /** Whom translation slows down leaves more of a busy memory to the other, which needs none. */
  @Test
  void aMasterMayGainFromTheTranslationsOfAnother() {
    String keys = "working_set: 64 MiB, outstanding: 64, count: 5000";
    String both =
        "{a: {pattern: linear, stages: bypass, " + keys + "}, b: {pattern: uniform, tbu: 1, ";
    TestRun.Shown shown = bench.runAll("sa8775p", both + keys + "}}");
    assertTrue(DmaBench.value(shown, "dma.a.translation_overhead") < 0);
    assertTrue(DmaBench.value(shown, "dma.b.translation_overhead") > 0);
    List<String> notes = shown.outcome().notes();
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(notes.get(0).startsWith("dma.a.translation_overhead is below 0"));
  }

  /** With one walk at a time, the walks of the better TBU go first. */
  @Test
  void qualityOfServiceDecidesWhoseWalkIsNext() {
    String keys = "pattern: uniform, working_set: 64 MiB, outstanding: 4, count: 2000";
    String one = "mmu500-agilex7.smmu.tcu.walker.slots=1";
    TestRun.Shown even =
        bench.runAll("mmu500-agilex7", "{a: {" + keys + "}, b: {" + keys + ", tbu: 1}}", one);
    TestRun.Shown better =
        bench.runAll(
            "mmu500-agilex7", "{a: {" + keys + ", qos: 15}, b: {" + keys + ", tbu: 1}}", one);
    assertEquals(2000, better.count("dma.b.completed"), "b is not starved for ever");
    assertTrue(better.sumPs("dma.a.latency") < 0.8 * even.sumPs("dma.a.latency"));
    assertTrue(better.sumPs("dma.a.latency") < better.sumPs("dma.b.latency"));
  }
}
