package io.pilsim.software.linux.tzmem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Property;
import io.pilsim.engine.EngineKind;
import io.pilsim.engine.stats.StatGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

  /** Allocate so much, or free one of those that are held, or add an area. */
  private record Step(int kind, int pages, int which) {
    static Step draw(SplittableRandom random) {
      return new Step(
          random.nextInt(20), 1 + random.nextInt(random.nextInt(1, 9)), random.nextInt(99));
    }
  }

  @Test
  void buffersNeverOverlapAndWhatIsFreedIsWholeAgain() {
    new Property<>(Step::draw, (setting, steps) -> buffersAreApart(steps)).check(200, 200);
  }

  private static void buffersAreApart(List<Step> steps) {
    TzmemPool pool = pool(TzmemPolicy.ON_DEMAND, 0, 1 << 30);
    TreeMap<Long, Long> areas = new TreeMap<>();
    List<Long> held = new ArrayList<>();
    Map<Long, Long> sizes = new HashMap<>();
    for (Step step : steps) {
      long bytes = step.pages * 4L * KIB - step.which;
      if (step.kind == 0) {
        long at = (1L + areas.size()) * 64 * KIB;
        pool.add(at, step.pages * 4L * KIB);
        areas.put(at, step.pages * 4L * KIB);
      } else if (step.kind < 11) {
        long at = pool.allocate(bytes);
        if (at != TzmemPool.NO_ROOM) {
          var area = areas.floorEntry(at);
          assertTrue(at + bytes <= area.getKey() + area.getValue(), "beyond its area");
          for (long other : held) {
            assertTrue(at + bytes <= other || other + sizes.get(other) <= at, "two overlap");
          }
          held.add(at);
          sizes.put(at, bytes);
        }
      } else if (!held.isEmpty()) {
        long at = held.remove(step.which % held.size());
        pool.free(at, sizes.get(at));
      }
    }
    held.forEach(at -> pool.free(at, sizes.get(at)));
    assertEquals(0, pool.bytesInUse());
    List<Long> largest = new ArrayList<>(areas.values());
    largest.sort(Comparator.reverseOrder());
    largest.forEach(bytes -> assertNotEquals(TzmemPool.NO_ROOM, pool.allocate(bytes)));
    assertEquals(TzmemPool.NO_ROOM, pool.allocate(1), "every area is full, and was whole");
  }

  private static TzmemPool pool(TzmemPolicy policy, int increment, long max) {
    return new TzmemPool(
        new TzmemParams(policy, increment, max, 4 * KIB),
        EngineKind.HEAP.create(),
        new StatGroup("tzmem"));
  }
}
