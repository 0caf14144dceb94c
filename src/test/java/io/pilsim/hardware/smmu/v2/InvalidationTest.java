package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.ASID;
import static io.pilsim.hardware.smmu.v2.Bench.BANK;
import static io.pilsim.hardware.smmu.v2.Bench.BLOCK;
import static io.pilsim.hardware.smmu.v2.Bench.CACHE_PS;
import static io.pilsim.hardware.smmu.v2.Bench.HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.INVALIDATE_PS;
import static io.pilsim.hardware.smmu.v2.Bench.LINK_PS;
import static io.pilsim.hardware.smmu.v2.Bench.MACRO_HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.READ_PS;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static io.pilsim.hardware.smmu.v2.Bench.WALK_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** TLBI and TLBSYNC: what goes, when it has gone, and what a sync waits for. */
final class InvalidationTest {
  private static final long IDLE_SYNC_PS = INVALIDATE_PS + LINK_PS + LINK_PS;

  private final Bench bench = Bench.plain();

  @Test
  void anIdleSyncTakesItsTurnAndTheLinkBothWays() {
    bench.mmu.startSync(BANK);
    assertSyncEndsAfter(IDLE_SYNC_PS);
    assertEquals(IDLE_SYNC_PS, bench.meanPs("tlbi.sync_time"));
  }

  @Test
  void aSyncWaitsItsTurnBehindTheInvalidations() {
    for (int i = 0; i < 5; i++) {
      bench.mmu.tlbiVa(BANK, i * PAGE, ASID, true);
    }
    bench.mmu.startSync(BANK);
    assertSyncEndsAfter(5 * INVALIDATE_PS + IDLE_SYNC_PS);
    assertEquals(5, bench.count("tlbi.commands"));
  }

  @Test
  void anInvalidationReachesTheMicroTlbAfterTheLink() {
    warm(0);
    bench.tables.unmap(0, PAGE, 1);
    bench.mmu.tlbiVa(BANK, 0, ASID, true);
    bench.runFor(INVALIDATE_PS + LINK_PS - 1);
    assertTrue(bench.mmu.holds(BANK, 0));
    bench.runFor(1);
    assertFalse(bench.mmu.holds(BANK, 0));
    Bench.Access late = bench.read(0);
    bench.finish(late);
    assertTrue(late.isRefused());
  }

  @Test
  void aSyncWaitsForATransactionThatUsedARemovedEntry() {
    warm(0);
    Bench.Access access = bench.read(0).assertTakes(HIT_PS);
    bench.mmu.tlbiVa(BANK, 0, ASID, true);
    bench.mmu.startSync(BANK);
    bench.runFor(10_000_000);
    assertTrue(bench.mmu.syncActive(BANK));
    access.complete();
    assertSyncEndsAfter(LINK_PS);
  }

  @Test
  void aSyncDoesNotWaitForOtherTransactions() {
    warm(0);
    warm(PAGE);
    bench.read(PAGE).assertTakes(HIT_PS);
    bench.mmu.tlbiVa(BANK, 0, ASID, true);
    bench.mmu.startSync(BANK);
    assertSyncEndsAfter(INVALIDATE_PS + IDLE_SYNC_PS);
  }

  @Test
  void aSyncOfAnotherBankDoesNotWaitForThisOnes() {
    warm(0);
    bench.read(0).assertTakes(HIT_PS);
    bench.mmu.tlbiVa(BANK, 0, ASID, true);
    bench.mmu.startSync(BANK + 1);
    bench.mmu.startGlobalSync();
    bench.runFor(10_000_000);
    assertFalse(bench.mmu.syncActive(BANK + 1));
    assertTrue(bench.mmu.globalSyncActive());
  }

  @Test
  void aSyncWaitsForAWalkThatHadBegun() {
    bench.tables.map(0, 0x8000_0000L, PAGE, 1, RW);
    Bench.Access access = bench.read(0);
    bench.runFor(WALK_PS + 2 * READ_PS - LINK_PS);
    bench.tables.unmap(0, PAGE, 1);
    bench.tables.map(0, 0x9000_0000L, PAGE, 1, RW);
    bench.mmu.tlbiVa(BANK, 0, ASID, true);
    bench.mmu.startSync(BANK);
    // The walk has two reads to go; then the sync follows its answer over the link and back. The
    // answer is a translation that may be out of date, so its transaction must end as well.
    access.assertTakes(WALK_PS + 4 * READ_PS);
    assertTrue(bench.mmu.syncActive(BANK));
    assertFalse(bench.mmu.holds(BANK, 0));
    access.complete();
    assertSyncEndsAfter(LINK_PS);
  }

  @Test
  void aWalkThatNoSyncWaitsForIsMadeAgain() {
    Bench bench = new Bench(Bench.params(Bench.undrained(), Bench.tbu()));
    bench.tables.map(0, 0x8000_0000L, PAGE, 1, RW);
    Bench.Access access = bench.read(0);
    bench.runFor(WALK_PS + 2 * READ_PS - LINK_PS);
    bench.tables.unmap(0, PAGE, 1);
    bench.tables.map(0, 0x9000_0000L, PAGE, 1, RW);
    bench.mmu.tlbiVa(BANK, 0, ASID, true);
    bench.mmu.startSync(BANK);
    bench.runFor(INVALIDATE_PS + IDLE_SYNC_PS);
    assertFalse(bench.mmu.syncActive(BANK));
    assertFalse(access.isAnswered());
    // Two reads to go, a search that finds the last table, its entry once more.
    access.assertTakes(WALK_PS + 4 * READ_PS + CACHE_PS + READ_PS);
    assertEquals(0x9000_0000L, access.pa());
    assertTrue(bench.mmu.holds(BANK, 0));
    access.complete();
    bench.assertLawsHold();
  }

  @Test
  void aWalkThatNoSyncWaitsForAndNoInvalidationConcernsGoesOn() {
    Bench bench = new Bench(Bench.params(Bench.undrained(), Bench.tbu()));
    bench.tables.map(0, 0x8000_0000L, PAGE, 2, RW);
    Bench.Access access = bench.read(0);
    bench.runFor(WALK_PS + 2 * READ_PS - LINK_PS);
    bench.mmu.tlbiVa(BANK, PAGE, ASID, true);
    bench.mmu.startSync(BANK);
    access.assertTakes(WALK_PS + 4 * READ_PS);
    assertFalse(bench.mmu.syncActive(BANK));
    assertTrue(bench.mmu.holds(BANK, 0));
    access.complete();
    bench.assertLawsHold();
  }

  @Test
  void aWalkThatTheInvalidationDoesNotConcernIsRemembered() {
    bench.tables.map(0, 0x8000_0000L, PAGE, 2, RW);
    Bench.Access access = bench.read(0);
    bench.runFor(WALK_PS + 2 * READ_PS);
    bench.mmu.tlbiVa(BANK, PAGE, ASID, true);
    bench.finish(access);
    assertTrue(bench.mmu.holds(BANK, 0));
  }

  @Test
  void lastLevelInvalidationKeepsTheWalkCache() {
    warm(0);
    bench.mmu.tlbiVa(BANK, 0, ASID, true);
    bench.runFor(1_000_000);
    bench.finish(bench.read(0).assertTakes(WALK_PS + READ_PS));
    bench.mmu.tlbiVa(BANK, 0, ASID, false);
    bench.runFor(1_000_000);
    bench.read(0).assertTakes(WALK_PS + 4 * READ_PS);
  }

  @Test
  void invalidationByAddressDropsAWholeBlock() {
    bench.tables.map(BLOCK, 0, BLOCK, 1, RW);
    bench.finish(bench.read(BLOCK), bench.read(BLOCK + 5 * PAGE));
    bench.mmu.tlbiVa(BANK, BLOCK, ASID, true);
    bench.runFor(1_000_000);
    assertFalse(bench.mmu.holds(BANK, BLOCK + 5 * PAGE));
  }

  @Test
  void theErratumDropsOnlyTheBasePageOfABlock() {
    Mmu500Params params = Bench.params(Bench.walker(16, true), Bench.tbu());
    Bench broken =
        new Bench(
            new Mmu500Params(params.tbus(), params.tcu(), params.contextBanks(), 16, 40, true));
    broken.tables.map(BLOCK, 4 * BLOCK, BLOCK, 1, RW);
    Bench.Access inside = broken.read(BLOCK + 5 * PAGE + 8);
    broken.finish(broken.read(BLOCK), inside);
    assertEquals(4 * BLOCK + 5 * PAGE + 8, inside.pa());
    broken.mmu.tlbiVa(BANK, BLOCK, ASID, true);
    broken.runFor(1_000_000);
    assertFalse(broken.mmu.holds(BANK, BLOCK));
    assertTrue(broken.mmu.holds(BANK, BLOCK + 5 * PAGE));
    broken.mmu.tlbiVa(BANK, BLOCK + 5 * PAGE, ASID, true); // the workaround's steps of 4 KiB
    broken.runFor(1_000_000);
    assertFalse(broken.mmu.holds(BANK, BLOCK + 5 * PAGE));
  }

  @Test
  void invalidationByAddressSpaceSparesTheOthers() {
    warm(0);
    bench.mmu.writeStreamMatch(1, 0x40, 0, true);
    bench.mmu.writeStreamContext(1, StreamType.TRANSLATE, BANK + 1);
    bench.mmu.writeContext(
        BANK + 1, ContextRegisters.stage1(bench.tables.root(), bench.tables.geometry(), 9));
    bench.finish(bench.ask(0, 0x40, 0, false));
    bench.mmu.tlbiAsid(BANK, ASID);
    bench.runFor(1_000_000);
    assertFalse(bench.mmu.holds(BANK, 0));
    assertTrue(bench.mmu.holds(BANK + 1, 0));
    bench.mmu.tlbiVmid(0);
    bench.runFor(1_000_000);
    assertFalse(bench.mmu.holds(BANK + 1, 0));
  }

  @Test
  void aSecondSyncWhileOneIsActiveCoversWhatCameInBetween() {
    warm(0);
    Bench.Access access = bench.read(0).assertTakes(HIT_PS);
    bench.mmu.startSync(BANK);
    bench.runFor(IDLE_SYNC_PS - 1);
    bench.mmu.tlbiVa(BANK, 0, ASID, true);
    bench.mmu.startSync(BANK);
    bench.runFor(10_000_000);
    assertTrue(bench.mmu.syncActive(BANK));
    access.complete();
    assertSyncEndsAfter(LINK_PS);
  }

  @Test
  void theMacroTlbLosesItsEntryToo() {
    warm(0);
    bench.finish(bench.ask(1, 0, false).assertTakes(MACRO_HIT_PS));
    bench.mmu.tlbiAll();
    bench.runFor(1_000_000);
    bench.ask(1, 0, false).assertTakes(WALK_PS + 4 * READ_PS);
  }

  private void warm(long va) {
    bench.tables.map(va, 0x8000_0000L + va, PAGE, 1, RW);
    bench.finish(bench.read(va));
  }

  private void assertSyncEndsAfter(long durationPs) {
    bench.runFor(durationPs - 1);
    assertTrue(bench.mmu.syncActive(BANK));
    bench.runFor(1);
    assertFalse(bench.mmu.syncActive(BANK));
  }
}
