package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.BANK;
import static io.pilsim.hardware.smmu.v2.Bench.BLOCK;
import static io.pilsim.hardware.smmu.v2.Bench.HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.MACRO_HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.PORT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.READ_PS;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static io.pilsim.hardware.smmu.v2.Bench.SID;
import static io.pilsim.hardware.smmu.v2.Bench.WALK_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.hardware.smmu.LeafAttributes;
import org.junit.jupiter.api.Test;

/** How long a translation takes, and what it finds. Times are sums of the bench's parameters. */
final class TranslationTest {
  private static final long VA = 0x12_3456_7000L;
  private static final long PA = 0x8765_4000L;

  private final Bench bench = Bench.plain();

  @Test
  void coldMissReadsOneEntryPerLevel() {
    bench.tables.map(VA, PA, PAGE, 1, RW);
    Bench.Access access = bench.read(VA + 0xabc).assertTakes(WALK_PS + 4 * READ_PS);
    assertEquals(PA + 0xabc, access.pa());
    assertEquals(4, bench.count("pte_reads"));
  }

  @Test
  void blockSavesTheLastRead() {
    bench.tables.map(BLOCK, 4 * BLOCK, BLOCK, 1, RW);
    Bench.Access access = bench.read(BLOCK + 0x12345).assertTakes(WALK_PS + 3 * READ_PS);
    assertEquals(4 * BLOCK + 0x12345, access.pa());
  }

  @Test
  void microTlbHitTakesTheHitTime() {
    bench.tables.map(VA, PA, PAGE, 1, RW);
    bench.finish(bench.read(VA));
    Bench.Access access = bench.read(VA + 0xff8).assertTakes(HIT_PS);
    assertEquals(PA + 0xff8, access.pa());
    bench.finish(access);
    assertEquals(2, bench.count("tbu0.utlb.lookups"));
    assertEquals(1, bench.count("tbu0.utlb.hits"));
    assertEquals(1, bench.count("tbu0.utlb.misses"));
    assertEquals(1, bench.count("walks"));
    bench.assertLawsHold();
  }

  @Test
  void macroTlbServesTheOtherTbu() {
    bench.tables.map(VA, PA, PAGE, 1, RW);
    bench.finish(bench.read(VA));
    bench.finish(bench.ask(1, VA, true).assertTakes(MACRO_HIT_PS));
    assertEquals(2, bench.count("tcu.tlb.lookups"));
    assertEquals(1, bench.count("tcu.tlb.hits"));
    bench.assertLawsHold();
  }

  @Test
  void aBankMayKeepOutOfTheMacroTlb() {
    bench.tables.map(VA, PA, PAGE, 1, RW);
    bench.mmu.writeContext(
        BANK,
        ContextRegisters.stage1(bench.tables.root(), bench.tables.geometry(), Bench.ASID)
            .with(false, false));
    bench.finish(bench.read(VA));
    bench.ask(1, VA, false).assertTakes(WALK_PS + READ_PS);
  }

  @Test
  void walkCacheLeavesOneReadForTheNextPage() {
    bench.tables.map(VA, PA, PAGE, 2, RW);
    bench.finish(bench.read(VA));
    bench.finish(bench.read(VA + PAGE).assertTakes(WALK_PS + READ_PS));
    assertEquals(5, bench.count("pte_reads"));
    assertEquals(2, bench.count("tcu.walk_cache.s1l2.lookups"));
    assertEquals(1, bench.count("tcu.walk_cache.s1l2.hits"));
    assertEquals(1, bench.count("tcu.walk_cache.s1l0.lookups"));
  }

  @Test
  void contiguousPagesAreOneEntry() {
    long contiguous = RW | LeafAttributes.CONTIGUOUS;
    bench.tables.map(16 * PAGE, 64 * PAGE, PAGE, 16, contiguous);
    bench.finish(bench.read(16 * PAGE));
    Bench.Access last = bench.read(31 * PAGE + 8).assertTakes(HIT_PS);
    assertEquals(79 * PAGE + 8, last.pa());
  }

  @Test
  void lookupsTakeTurns() {
    bench.tables.map(VA, PA, PAGE, 1, RW);
    bench.finish(bench.read(VA));
    Bench.Access first = bench.read(VA);
    Bench.Access second = bench.read(VA);
    Bench.Access third = bench.ask(0, VA, true);
    third.assertTakes(HIT_PS + 2 * PORT_PS);
    second.assertTakes(HIT_PS + PORT_PS);
    first.assertTakes(HIT_PS);
  }

  @Test
  void bypassedStreamsAndDisabledBanksPassUntranslated() {
    bench.mmu.writeStreamMatch(1, 0x40, 0x3, true);
    bench.mmu.writeStreamContext(1, StreamType.BYPASS, 0);
    assertEquals(VA + 8, bench.ask(0, 0x42, VA + 8, false).assertTakes(HIT_PS).pa());
    bench.mmu.disableContext(BANK);
    assertEquals(VA + 8, bench.read(VA + 8).assertTakes(HIT_PS).pa());
  }

  @Test
  void masksSelectTheBitsOfAStreamThatCount() {
    bench.tables.map(VA, PA, PAGE, 1, RW);
    bench.mmu.writeStreamMatch(1, 0x2180, 0x07f, true);
    bench.mmu.writeStreamContext(1, StreamType.TRANSLATE, BANK);
    Bench.Access inside = bench.ask(0, 0x21ff, VA, false);
    Bench.Access outside = bench.ask(0, 0x2200, VA, false);
    bench.finish(inside, outside);
    assertEquals(PA, inside.pa());
    assertTrue(outside.isRefused());
  }

  @Test
  void aStreamThatMatchesTwoGroupsIsTerminated() {
    bench.mmu.writeStreamMatch(1, SID, 0xf, true);
    bench.mmu.writeStreamContext(1, StreamType.BYPASS, 0);
    assertTrue(bench.read(VA).assertTakes(HIT_PS).isRefused());
  }

  @Test
  void translationsAllocateNothing() {
    bench.tables.map(0, 0, PAGE, 512, RW);
    Bench.Access access = bench.new Access();
    long[] next = {0};
    long bytes =
        Allocation.bytesOf(
            20_000,
            () -> {
              next[0] = (next[0] + 37 * PAGE) % BLOCK;
              access.aim(SID, next[0], 64, false);
              bench.mmu.tbu(0).translate(access);
              bench.runFor(1_000_000);
              access.complete();
            });
    assertTrue(bytes < 100_000, bytes + " bytes");
    bench.assertLawsHold();
  }
}
