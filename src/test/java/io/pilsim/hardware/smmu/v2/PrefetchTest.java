package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.BANK;
import static io.pilsim.hardware.smmu.v2.Bench.BLOCK;
import static io.pilsim.hardware.smmu.v2.Bench.MACRO_HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.READ_PS;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static io.pilsim.hardware.smmu.v2.Bench.WALK_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The page ahead (ACTLR.CPRE). */
final class PrefetchTest {
  private final Bench bench = Bench.plain();

  PrefetchTest() {
    bench.mmu.writeContext(
        BANK,
        ContextRegisters.stage1(bench.tables.root(), bench.tables.geometry(), Bench.ASID)
            .with(true, true));
  }

  @Test
  void aStreamOfPagesMissesTheMacroTlbOnlyOnce() {
    bench.tables.map(0, 0x8000_0000L, PAGE, 64, RW);
    bench.finish(bench.read(0).assertTakes(WALK_PS + 4 * READ_PS));
    for (int page = 1; page < 64; page++) {
      bench.finish(bench.read(page * PAGE).assertTakes(MACRO_HIT_PS));
    }
    assertEquals(64, bench.count("tbu0.utlb.misses"));
    assertEquals(1, bench.count("tcu.tlb.misses"));
    assertEquals(64, bench.count("prefetches")); // the last one finds nothing mapped
    assertEquals(63, bench.count("prefetches_used"));
    assertEquals(1, bench.count("walks_faulted"));
    assertEquals(0, bench.count("faults"));
    assertTrue(bench.faults.isEmpty());
    bench.assertLawsHold();
  }

  @Test
  void withoutTheBitNothingIsFetchedAhead() {
    Bench plain = Bench.plain();
    plain.tables.map(0, 0x8000_0000L, PAGE, 2, RW);
    plain.finish(plain.read(0));
    plain.read(PAGE).assertTakes(WALK_PS + READ_PS);
    assertEquals(0, plain.count("prefetches"));
  }

  @Test
  void nothingIsFetchedAheadOfABlock() {
    bench.tables.map(BLOCK, 0, BLOCK, 2, RW);
    bench.finish(bench.read(BLOCK));
    assertEquals(0, bench.count("prefetches"));
  }

  @Test
  void aPageThatIsThereIsNotFetchedAgain() {
    bench.tables.map(0, 0x8000_0000L, PAGE, 2, RW);
    bench.finish(bench.read(PAGE));
    bench.finish(bench.read(0));
    assertEquals(1, bench.count("prefetches")); // page 2; page 1 was there
  }

  @Test
  void anInvalidatedPageFetchedAheadIsNotKept() {
    bench.tables.map(0, 0x8000_0000L, PAGE, 2, RW);
    Bench.Access access = bench.read(0);
    bench.runFor(WALK_PS + 4 * READ_PS); // the answer is here, the fetch ahead is on its way
    bench.tables.unmap(PAGE, PAGE, 1);
    bench.mmu.tlbiVa(BANK, PAGE, Bench.ASID, true);
    bench.finish(access);
    Bench.Access next = bench.read(PAGE);
    bench.finish(next);
    assertTrue(next.isRefused());
  }
}
