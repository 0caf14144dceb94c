package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.v2.Bench.ASID;
import static io.pilsim.hardware.smmu.v2.Bench.BANK;
import static io.pilsim.hardware.smmu.v2.Bench.PAGE;
import static io.pilsim.hardware.smmu.v2.Bench.RW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.Cycles;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random accesses while pages are mapped, unmapped, invalidated and synced. The oracle is the
 * history of each page, kept without any notion of a cache: once the sync after an unmap is over,
 * nobody has the old address any more, and nobody gets it again.
 */
final class RandomTrafficTest {
  private static final int PAGES = 48;
  private static final long UNMAPPED = -1;

  /** What a page was mapped to, and when that began and ended for good. */
  private static final class Mapping {
    private final long output;
    private final long fromPs;
    private long goneAtPs = Long.MAX_VALUE;

    Mapping(long output, long fromPs) {
      this.output = output;
      this.fromPs = fromPs;
    }
  }

  private final List<List<Mapping>> history = new ArrayList<>();
  private final List<Bench.Access> live = new ArrayList<>();
  private final List<Mapping> dying = new ArrayList<>();
  private Bench bench;
  private SplittableRandom random;
  private long nextOutput = 0x1_0000_0000L;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void noTranslationOutlivesTheSyncAfterItsUnmap(int seed) {
    random = new SplittableRandom(seed);
    TbuParams small =
        new TbuParams(
            Bench.cache(8, seed % 2 == 0 ? 0 : 2),
            new Cycles(2),
            new Cycles(1),
            3,
            seed % 2 == 0,
            6,
            5,
            8,
            16);
    bench = new Bench(Bench.params(Bench.walker(3, true), small, small, small));
    if (seed > 2) {
      nest();
    }
    for (int page = 0; page < PAGES; page++) {
      history.add(new ArrayList<>(List.of(new Mapping(UNMAPPED, 0))));
    }
    for (int step = 0; step < 40_000; step++) {
      step();
      bench.runFor(random.nextInt(20_000));
      settle();
    }
    for (int i = 0; i < 10_000 && !live.isEmpty(); i++) {
      bench.runFor(10_000);
      settle();
      complete();
    }
    bench.runFor(1_000_000);
    assertTrue(live.isEmpty());
    assertFalse(bench.mmu.syncActive(BANK));
    bench.assertLawsHold();
    assertTrue(bench.count("tlbi.commands") > 200);
    assertTrue(bench.count("tbu1.utlb.hits") > 200);
  }

  /** Puts a second stage under the first, which moves nothing: walks take longer to be over. */
  private void nest() {
    long gib = 1L << 30;
    long all = LeafAttributes.stage2(true, true, true, LeafAttributes.MemoryType.CACHEABLE);
    RadixTables identity = new RadixTables(new TableGeometry(12, 48), bench.memory, bench.pages);
    identity.map(0, 0, gib, 64, all);
    bench.mmu.writeContext(
        BANK + 1, ContextRegisters.stage2(identity.root(), identity.geometry(), 3));
    bench.mmu.writeContext(
        BANK,
        ContextRegisters.nested(bench.tables.root(), bench.tables.geometry(), ASID, 3, BANK + 1));
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0 -> remap(random.nextInt(PAGES));
      case 1, 2, 3 -> complete();
      default -> {
        if (live.size() < 40) {
          long iova = random.nextInt(PAGES) * PAGE + 64L * random.nextInt(64);
          live.add(bench.ask(random.nextInt(3), iova, random.nextInt(3) == 0));
        }
      }
    }
  }

  /** Unmaps what is mapped and maps what is not, as software may: never while a sync runs. */
  private void remap(int page) {
    if (bench.mmu.syncActive(BANK)) {
      return;
    }
    List<Mapping> mappings = history.get(page);
    Mapping last = mappings.get(mappings.size() - 1);
    long nowPs = bench.sim.nowPs();
    if (last.output == UNMAPPED) {
      assertEquals(1, bench.tables.map(page * PAGE, nextOutput, PAGE, 1, RW));
      last.goneAtPs = nowPs; // an absent page is never cached, but a walk may still find it absent
      mappings.add(new Mapping(nextOutput, nowPs));
      nextOutput += PAGE;
    } else {
      assertEquals(1, bench.tables.unmap(page * PAGE, PAGE, 1));
      mappings.add(new Mapping(UNMAPPED, nowPs));
      dying.add(last);
      if (random.nextInt(4) == 0) {
        bench.mmu.tlbiAsid(BANK, ASID);
      } else {
        bench.mmu.tlbiVa(BANK, page * PAGE, ASID, random.nextBoolean());
      }
      bench.mmu.startSync(BANK);
    }
  }

  private void complete() {
    for (int i = 0; i < live.size(); i++) {
      if (live.get(i).isAnswered() && random.nextBoolean()) {
        live.remove(i).complete();
        return;
      }
    }
  }

  /** Checks every answer, and that nobody holds what the sync that is over has ended. */
  private void settle() {
    for (Bench.Access access : live) {
      if (access.isAnswered()) {
        assertTrue(wasPossible(access), () -> "stale: 0x" + Long.toHexString(access.iova()));
      }
    }
    if (!bench.mmu.syncActive(BANK)) {
      for (Mapping gone : dying) {
        gone.goneAtPs = bench.sim.nowPs();
        for (Bench.Access access : live) {
          boolean holds = access.isAnswered() && !access.isRefused();
          assertFalse(holds && (access.pa() & -PAGE) == gone.output, "outlived the sync");
        }
      }
      dying.clear();
    }
  }

  private boolean wasPossible(Bench.Access access) {
    long output = access.isRefused() ? UNMAPPED : access.pa() & -PAGE;
    for (Mapping mapping : history.get((int) (access.iova() / PAGE))) {
      if (mapping.output == output
          && mapping.fromPs <= access.askedPs() + access.tookPs()
          && mapping.goneAtPs >= access.askedPs()) {
        return true;
      }
    }
    return false;
  }
}
