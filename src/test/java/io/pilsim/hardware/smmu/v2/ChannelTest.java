package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.LINK_PS;
import static io.pilsim.hardware.smmu.v2.Bench.MACRO_HIT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.MACRO_PS;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.PORT_PS;
import static io.pilsim.hardware.smmu.v2.Bench.READ_PS;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static io.pilsim.hardware.smmu.v2.Bench.WALK_PS;
import static io.pilsim.hardware.smmu.v2.Bench.walker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pilsim.engine.Cycles;
import org.junit.jupiter.api.Test;

/** What waits for what at one TBU (MMU-500 TRM 2.3.3 and 2.3.5). */
final class ChannelTest {
  private static final long COLD_PS = WALK_PS + 4 * READ_PS;

  private final Bench bench = Bench.plain();

  @Test
  void readsHitUnderMisses() {
    mapPages(bench, 2);
    bench.finish(bench.read(0));
    Bench.Access miss = bench.read(PAGE);
    Bench.Access hit = bench.read(64);
    hit.assertTakes(HIT_PS + PORT_PS);
    assertFalse(miss.isAnswered());
    miss.assertTakes(WALK_PS + READ_PS);
  }

  @Test
  void theNinthMissBlocksItsChannelUntilOneReturns() {
    mapPages(bench, 20);
    bench.finish(bench.read(0)); // the walk cache is warm: every walk is one read
    Bench.Access[] misses = new Bench.Access[9];
    for (int i = 0; i < 9; i++) {
      misses[i] = bench.read((i + 1) * PAGE);
    }
    Bench.Access hit = bench.read(0);
    Bench.Access write = bench.ask(0, 0, true);
    write.assertTakes(HIT_PS + 9 * PORT_PS); // the hit behind the ninth has had no lookup
    misses[0].assertTakes(WALK_PS + READ_PS);
    assertEquals(1, bench.count("tbu0.blocked"));
    hit.assertTakes(WALK_PS + READ_PS + HIT_PS);
    // Its lookup was at the ninth turn; its request leaves when the first miss is back.
    misses[8].assertTakes(2 * (WALK_PS + READ_PS) - HIT_PS);
    bench.finish(misses);
    bench.finish(hit, write);
    bench.assertLawsHold();
  }

  @Test
  void writesHitUnderMissesWhileTheirDataFitsTheBuffer() {
    mapPages(bench, 20);
    bench.finish(bench.ask(0, 0, true));
    Bench.Access[] missed = new Bench.Access[4]; // 4 beats each, 16 in all
    for (int i = 0; i < 4; i++) {
      missed[i] = bench.ask(0, (i + 1) * PAGE, true);
    }
    bench.ask(0, 0, true).assertTakes(HIT_PS + 4 * PORT_PS);
    bench.finish(missed);
    for (int i = 0; i < 4; i++) {
      missed[i] = bench.ask(0, (i + 5) * PAGE, true);
    }
    Bench.Access fifth = bench.ask(0, 9 * PAGE, true);
    Bench.Access hit = bench.ask(0, 0, true);
    missed[0].assertTakes(WALK_PS + READ_PS);
    assertFalse(hit.isAnswered());
    fifth.assertTakes(WALK_PS + READ_PS + 4 * PORT_PS);
    hit.assertTakes(WALK_PS + READ_PS + 4 * PORT_PS + HIT_PS);
  }

  @Test
  void withoutABufferEveryWriteWaitsForTheMissBeforeIt() {
    Bench strict = new Bench(Bench.params(walker(16, true), tbu(8, false, 0, 128)));
    mapPages(strict, 2);
    Bench.Access miss = strict.ask(0, 0, true);
    Bench.Access same = strict.ask(0, 64, true);
    Bench.Access read = strict.ask(0, 128, false);
    miss.assertTakes(COLD_PS);
    same.assertTakes(COLD_PS + HIT_PS);
    assertEquals(2, strict.count("tbu0.utlb.misses")); // the write's and the read's
    strict.finish(miss, same, read);
    strict.assertLawsHold();
  }

  @Test
  void twoMissesOfOnePageBothGoToTheTcu() {
    mapPages(bench, 1);
    Bench.Access first = bench.read(0);
    Bench.Access second = bench.read(64);
    first.assertTakes(COLD_PS);
    second.assertTakes(COLD_PS + PORT_PS);
    assertEquals(2, bench.count("walks"));
  }

  @Test
  void aMergedMissIsAnsweredWithTheOneBeforeIt() {
    Bench merging = new Bench(Bench.params(walker(16, true), tbu(1, true, 16, 128)));
    mapPages(merging, 2);
    Bench.Access first = merging.read(0);
    Bench.Access second = merging.read(64);
    Bench.Access other = merging.read(PAGE);
    first.assertTakes(COLD_PS);
    second.assertTakes(COLD_PS);
    // The only miss was taken: the third left when the first was back.
    other.assertTakes(COLD_PS + WALK_PS - HIT_PS + READ_PS);
    assertEquals(2, merging.count("walks"));
    assertEquals(3, merging.count("tbu0.utlb.misses"));
    merging.finish(first, second, other);
    merging.assertLawsHold();
  }

  @Test
  void noMoreThanTheLimitAreOutstandingPerDirection() {
    Bench narrow = new Bench(Bench.params(walker(16, true), tbu(8, false, 16, 2)));
    mapPages(narrow, 1);
    narrow.finish(narrow.read(0));
    Bench.Access first = narrow.read(0);
    Bench.Access second = narrow.read(0);
    Bench.Access third = narrow.read(0);
    Bench.Access write = narrow.ask(0, 0, true);
    write.assertTakes(HIT_PS + 2 * PORT_PS);
    narrow.runFor(100_000);
    assertFalse(third.isAnswered());
    long beforePs = narrow.sim.nowPs();
    first.complete();
    third.assertTakes(beforePs + HIT_PS - (beforePs - 100_000 - HIT_PS - 2 * PORT_PS));
    second.complete();
    third.complete();
    write.complete();
    narrow.assertLawsHold();
  }

  @Test
  void walksWaitForASlotOfTheWalker() {
    Bench narrow = new Bench(Bench.params(walker(1, false), Bench.tbu(), Bench.tbu()));
    mapPages(narrow, 2);
    Bench.Access first = narrow.ask(0, 0, false);
    Bench.Access second = narrow.ask(1, PAGE, false);
    long slotPs = Bench.SETUP_PS + Bench.CACHE_PS + 4 * READ_PS;
    second.assertTakes(HIT_PS + LINK_PS + MACRO_PS + 2 * slotPs + LINK_PS);
    narrow.finish(first, second);
    assertEquals(3 * slotPs - PORT_PS, 2 * narrow.meanPs("walk_time"));
    narrow.assertLawsHold();
  }

  @Test
  void theMacroTlbSearchesOneAfterAnother() {
    mapPages(bench, 1);
    bench.finish(bench.read(0));
    bench.mmu.tlbiAll();
    bench.runFor(1_000_000);
    bench.finish(bench.read(0));
    Bench quiet = bench;
    Bench.Access first = quiet.ask(1, 0, false);
    Bench.Access second = quiet.ask(1, 64, false);
    first.assertTakes(MACRO_HIT_PS);
    second.assertTakes(MACRO_HIT_PS + PORT_PS);
  }

  private static TbuParams tbu(int walks, boolean merges, int bufferBeats, int limit) {
    return new TbuParams(
        Bench.cache(32, 0),
        new Cycles(2),
        new Cycles(1),
        walks,
        merges,
        limit,
        limit,
        bufferBeats,
        16);
  }

  private static void mapPages(Bench bench, int count) {
    bench.tables.map(0, 0x8000_0000L, PAGE, count, RW);
  }
}
