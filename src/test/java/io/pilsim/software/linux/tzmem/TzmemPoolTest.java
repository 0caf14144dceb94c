package io.pilsim.software.linux.tzmem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.stats.StatGroup;
import org.junit.jupiter.api.Test;

/** Which address an allocation gets, and when a pool may grow; the rules are flow.md 3.4's. */
final class TzmemPoolTest {
  private static final long KIB = 1024;

  private final TzmemPool pool = pool(TzmemPolicy.ON_DEMAND, 0, 256 * KIB);

  @Test
  void everyRequestTakesWholePages() {
    pool.add(0x10000, 8 * KIB);
    assertEquals(0x10000, pool.allocate(56));
    assertEquals(4 * KIB, pool.bytesInUse());
    assertEquals(0x11000, pool.allocate(4 * KIB));
    assertEquals(TzmemPool.NO_ROOM, pool.allocate(1));
  }

  @Test
  void theNewestAreaIsTriedFirst() {
    pool.add(0x10000, 16 * KIB);
    pool.add(0x80000, 16 * KIB);
    assertEquals(0x80000, pool.allocate(4 * KIB));
  }

  @Test
  void withinAnAreaTheSmallestHoleThatFitsIsTaken() {
    pool.add(0x10000, 32 * KIB);
    long[] pages = new long[8];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = pool.allocate(4 * KIB);
    }
    pool.free(pages[0], 4 * KIB);
    pool.free(pages[1], 4 * KIB);
    pool.free(pages[4], 4 * KIB);
    assertEquals(pages[4], pool.allocate(4 * KIB));
    assertEquals(pages[0], pool.allocate(8 * KIB));
  }

  @Test
  void anAllocationNeverSpansTwoAreas() {
    pool.add(0x10000, 16 * KIB);
    pool.add(0x14000, 4 * KIB);
    assertEquals(TzmemPool.NO_ROOM, pool.allocate(20 * KIB));
  }

  @Test
  void aFreedBufferGoesBackToItsArea() {
    pool.add(0x10000, 4 * KIB);
    pool.add(0x80000, 4 * KIB);
    pool.allocate(1);
    long older = pool.allocate(1);
    assertEquals(0x10000, older);
    pool.free(older, 1);
    assertEquals(0x10000, pool.allocate(1));
    assertThrows(IllegalStateException.class, () -> pool.free(0x20000, 1));
  }

  @Test
  void freeingTwiceIsAnError() {
    pool.add(0x10000, 8 * KIB);
    long page = pool.allocate(1);
    pool.free(page, 1);
    assertThrows(IllegalStateException.class, () -> pool.free(page, 1));
  }

  @Test
  void onDemandGrowsByTheRoundedRequestUpToTheLimit() {
    assertEquals(20 * KIB, pool.growth(17 * KIB));
    pool.add(0x10000, 252 * KIB);
    assertEquals(4 * KIB, pool.growth(4 * KIB));
    assertEquals(0, pool.growth(5 * KIB));
  }

  @Test
  void aStaticPoolNeverGrows() {
    assertEquals(0, pool(TzmemPolicy.STATIC, 0, 0).growth(1));
  }

  @Test
  void aMultiplyingPoolComparesTheRequestAndSoCanExceedTheLimit() {
    TzmemPool multiplying = pool(TzmemPolicy.MULTIPLIER, 4, 64 * KIB);
    multiplying.add(0x10000, 32 * KIB);
    assertEquals(128 * KIB, multiplying.growth(4 * KIB));
  }

  private static TzmemPool pool(TzmemPolicy policy, int increment, long max) {
    return new TzmemPool(
        new TzmemParams(policy, increment, max, 4 * KIB),
        EngineKind.HEAP.create(),
        new StatGroup("tzmem"));
  }
}
