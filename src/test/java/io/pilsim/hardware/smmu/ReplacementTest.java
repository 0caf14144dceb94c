package io.pilsim.hardware.smmu;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Property;
import io.pilsim.engine.stats.StatGroup;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Replacement by hand, and against exact theory of caches. */
final class ReplacementTest {
  private static final int REFERENCES = 300_000;

  private final SplittableRandom random = new SplittableRandom(2026);

  private SetAssociative cache(int entries, int ways, Replacement policy) {
    return new SetAssociative(
        new SetAssociativeParams(entries, ways, policy), 0, random::nextInt, new StatGroup("c"));
  }

  private static boolean access(SetAssociative cache, long item) {
    if (cache.lookup(item, 0, 0) != NONE) {
      return true;
    }
    cache.fill(item, 0, 0, 0);
    return false;
  }

  /** Which of the items 0 to 3, filled in this order, leaves the full set for each newcomer. */
  private String victims(SetAssociative cache, int newcomers) {
    StringBuilder order = new StringBuilder();
    for (int item = 0; item < newcomers; item++) {
      order.append(cache.fill(100 + 4L * item, 0, 0, 0));
    }
    return order.toString();
  }

  private SetAssociative full(Replacement policy) {
    SetAssociative cache = cache(4, 0, policy);
    for (int item = 0; item < 4; item++) {
      cache.fill(item, 0, 0, 0);
    }
    return cache;
  }

  @Test
  void roundRobinPerSetGoesRoundFromWayZero() {
    assertEquals("012301", victims(full(Replacement.ROUND_ROBIN_PER_SET), 6));
  }

  @Test
  void globalRoundRobinBeginsAtWayOneAndIsMovedOnByEverySet() {
    SetAssociative cache = cache(4, 2, Replacement.ROUND_ROBIN_GLOBAL);
    for (int item = 0; item < 4; item++) {
      cache.fill(item, 0, 0, 0);
    }
    assertEquals(1, cache.fill(4, 0, 0, 0)); // set 0: way 1
    assertEquals(2, cache.fill(5, 0, 0, 0)); // set 1: way 0
    assertEquals(3, cache.fill(7, 0, 0, 0)); // set 1: way 1
    assertEquals(0, cache.fill(6, 0, 0, 0)); // set 0: way 0
  }

  @Test
  void lruEvictsTheLeastRecentlyUsed() {
    SetAssociative cache = full(Replacement.LRU);
    cache.lookup(0, 0, 0);
    cache.lookup(2, 0, 0);
    assertEquals("1302", victims(cache, 4));
  }

  @Test
  void lruByHitsEvictsWhatWasNeverHitBeforeAllElse() {
    SetAssociative cache = full(Replacement.LRU_BY_HITS);
    cache.lookup(2, 0, 0); // the first hit of all leaves stamp 0, which is no stamp
    cache.lookup(1, 0, 0);
    cache.lookup(0, 0, 0);
    cache.lookup(3, 0, 0);
    assertEquals("222", victims(cache, 3)); // the newcomer is the only one without a hit
  }

  /** After 0, 1, 2, 3 both halves point left; using 0 turns the root and the left half. */
  @Test
  void pseudoLruFollowsItsTree() {
    assertEquals("0213", victims(full(Replacement.PSEUDO_LRU), 4));
    SetAssociative cache = full(Replacement.PSEUDO_LRU);
    cache.lookup(0, 0, 0);
    assertEquals("2130", victims(cache, 4));
  }

  @ParameterizedTest
  @CsvSource({"4", "6", "12", "13"})
  void pseudoLruNeverEvictsTheLatestUsed(int ways) {
    SetAssociative cache = cache(ways, 0, Replacement.PSEUDO_LRU);
    for (int item = 0; item < ways; item++) {
      cache.fill(item, 0, 0, 0);
    }
    for (int step = 0; step < 10_000; step++) {
      int used = random.nextInt(ways);
      cache.lookup(cache.base(used), 0, 0);
      assertTrue(cache.fill(1_000 + step, 0, 0, 0) != used);
    }
  }

  @Test
  void partitionsOfOneStateMoveItsPointerOnTogether() {
    SetAssociativeParams params = new SetAssociativeParams(2, 2, Replacement.ROUND_ROBIN_GLOBAL);
    ReplacementState shared = params.policy().create(2, 2, random::nextInt);
    SetAssociative one = new SetAssociative(params, 0, shared, 0, new StatGroup("one"));
    SetAssociative two = new SetAssociative(params, 0, shared, 1, new StatGroup("two"));
    for (int item = 0; item < 2; item++) {
      one.fill(item, 0, 0, 0);
      two.fill(item, 0, 0, 0);
    }
    assertEquals(1, one.fill(7, 0, 0, 0));
    assertEquals(0, two.fill(7, 0, 0, 0));
    assertEquals(1, two.fill(8, 0, 0, 0));
  }

  @Test
  void partitionsOfOneStateKeepTheirUsesApart() {
    SetAssociativeParams params = new SetAssociativeParams(2, 2, Replacement.LRU);
    ReplacementState shared = params.policy().create(2, 2, random::nextInt);
    SetAssociative one = new SetAssociative(params, 0, shared, 0, new StatGroup("one"));
    SetAssociative two = new SetAssociative(params, 0, shared, 1, new StatGroup("two"));
    for (int item = 0; item < 2; item++) {
      one.fill(item, 0, 0, 0);
      two.fill(item, 0, 0, 0);
    }
    one.lookup(0, 0, 0);
    assertEquals(0, two.fill(7, 0, 0, 0));
    assertEquals(1, one.fill(7, 0, 0, 0));
  }

  /** Belady, Nelson and Shedler 1969: a scan of one more than fits never hits. */
  @ParameterizedTest
  @EnumSource(names = {"LRU", "ROUND_ROBIN_PER_SET"})
  void cyclicScanOfMoreThanFitsNeverHits(Replacement policy) {
    for (int ways : new int[] {0, 4}) {
      SetAssociative cache = cache(32, ways, policy);
      int sets = ways == 0 ? 1 : 8;
      for (int i = 0; i < 10_000; i++) {
        assertTrue(!access(cache, i % (32 + sets)), "at reference " + i);
      }
    }
  }

  /** King 1971 (LRU) and Gelenbe 1973 (FIFO = RANDOM) under independent references. */
  @ParameterizedTest
  @CsvSource({
    "5, 1.0, 2, 0.5188845638, 0.5036496350",
    "5, 1.0, 3, 0.7155876421, 0.6908544440",
    "8, 0.8, 4, 0.6090414802, 0.5846538642",
    "8, 1.0, 4, 0.6626023234, 0.6282770074",
    "8, 1.2, 3, 0.5985159476, 0.5627974068"
  })
  void hitRatesAreKingsAndGelenbes(int items, double skew, int size, double lru, double fifo) {
    double[] cumulative = zipf(items, skew);
    assertEquals(lru, hitRate(cache(size, 0, Replacement.LRU), cumulative), 0.005);
    assertEquals(fifo, hitRate(cache(size, 0, Replacement.ROUND_ROBIN_PER_SET), cumulative), 0.005);
    assertEquals(fifo, hitRate(cache(size, 0, Replacement.ROUND_ROBIN_GLOBAL), cumulative), 0.005);
    assertEquals(fifo, hitRate(cache(size, 0, Replacement.RANDOM), cumulative), 0.005);
  }

  /** Uniform references hit with probability C/N, whoever leaves. */
  @ParameterizedTest
  @EnumSource
  void uniformReferencesHitInProportionToSize(Replacement policy) {
    assertEquals(12.0 / 40, hitRate(cache(12, 0, policy), zipf(40, 0)), 0.005);
  }

  /** Mattson 1970: what a smaller LRU cache holds, a larger one holds as well. */
  @Test
  void aLargerFullyAssociativeLruNeverMissesMore() {
    new Property<Integer>(
            random -> random.nextInt(1 + random.nextInt(60)),
            (setting, references) -> {
              int entries = setting.nextInt(1, 20);
              SetAssociative smaller = cache(entries, 0, Replacement.LRU);
              SetAssociative larger = cache(setting.nextInt(entries + 1, 40), 0, Replacement.LRU);
              for (int item : references) {
                boolean smallerHit = access(smaller, item);
                assertTrue(access(larger, item) || !smallerHit, "item " + item);
              }
            })
        .check(300, 500);
  }

  private double hitRate(SetAssociative cache, double[] cumulative) {
    int hits = 0;
    for (int i = -1_000; i < REFERENCES; i++) {
      if (access(cache, draw(cumulative)) && i >= 0) {
        hits++;
      }
    }
    return (double) hits / REFERENCES;
  }

  private int draw(double[] cumulative) {
    double u = random.nextDouble();
    int item = 0;
    while (cumulative[item] < u) {
      item++;
    }
    return item;
  }

  private static double[] zipf(int items, double skew) {
    double[] cumulative = new double[items];
    double sum = 0;
    for (int i = 0; i < items; i++) {
      sum += StrictMath.pow(i + 1, -skew);
      cumulative[i] = sum;
    }
    for (int i = 0; i < items; i++) {
      cumulative[i] /= sum;
    }
    cumulative[items - 1] = 1;
    return cumulative;
  }
}
