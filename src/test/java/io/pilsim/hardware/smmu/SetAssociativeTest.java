package io.pilsim.hardware.smmu;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SetAssociativeTest {
  private static final int PAGE = 12;
  private static final int LARGE = 21;
  private static final long SIZE_2M = 1L << LARGE;

  private final StatGroup stats = new StatGroup("tlb");

  private SetAssociative cache(int entries, int ways, Indexing indexing) {
    return new SetAssociative(
        new SetAssociativeParams(entries, ways, Replacement.LRU, indexing, PAGE, false),
        1,
        bound -> 0,
        stats);
  }

  @Test
  void anEntryIsFoundUnderItsTagsOnly() {
    SetAssociative cache = cache(8, 2, Indexing.OWN_SIZE);
    int index = cache.fill(0x5000, PAGE, 3, 4);
    cache.setWord(index, 0, 77);
    assertEquals(index, cache.lookup(0x5fff, 3, 4));
    assertEquals(77, cache.word(index, 0));
    assertEquals(NONE, cache.lookup(0x5000, 2, 4));
    assertEquals(NONE, cache.lookup(0x5000, 3, 5));
    assertEquals(NONE, cache.lookup(0x6000, 3, 4));
    assertEquals(4, count("lookups"));
    assertEquals(1, count("hits"));
    assertEquals(3, count("misses"));
    assertEquals(List.of(), stats.laws().broken());
  }

  @Test
  void aLargePageIsFoundFromEveryPageInsideItInManySets() {
    SetAssociative cache = cache(2048, 4, Indexing.OWN_SIZE);
    long base = 7 * SIZE_2M;
    int large = cache.fill(base + 0x3000, LARGE, 0, 0);
    cache.fill(9 * SIZE_2M, PAGE, 0, 0);
    for (long offset = 0; offset < SIZE_2M; offset += 0x1000) {
      assertEquals(large, cache.lookup(base + offset, 0, 0));
    }
    assertEquals(base, cache.base(large));
    assertEquals(2, cache.liveSizes());
  }

  @Test
  void thirtyTwoLargePagesDoNotCompeteForOneSet() {
    SetAssociative cache = cache(2048, 4, Indexing.OWN_SIZE);
    for (int i = 0; i < 32; i++) {
      cache.fill(i * SIZE_2M, LARGE, 0, 0);
    }
    for (int i = 0; i < 32; i++) {
      assertNotEquals(NONE, cache.lookup(i * SIZE_2M + 0x1f_f000, 0, 0));
    }
  }

  /** 2 MiB is 512 granules, a multiple of the 512 sets: base and granule 0 mod 512 share set 0. */
  @Test
  void indexingByTheAccessedGranuleFindsALargePageFromOneGranuleIn512() {
    SetAssociative cache = cache(2048, 4, Indexing.ACCESSED_GRANULE);
    cache.fill(7 * SIZE_2M, LARGE, 0, 0);
    for (long offset = 0; offset < SIZE_2M; offset += 0x1000) {
      assertEquals(offset == 0, cache.lookup(7 * SIZE_2M + offset, 0, 0) != NONE);
    }
  }

  @Test
  void aFullyAssociativeCacheFindsLargePagesHoweverItIsIndexed() {
    for (Indexing indexing : Indexing.values()) {
      SetAssociative cache =
          new SetAssociative(
              new SetAssociativeParams(32, 0, Replacement.LRU, indexing, PAGE, false),
              1,
              bound -> 0,
              new StatGroup("utlb"));
      cache.fill(7 * SIZE_2M, LARGE, 0, 0);
      assertNotEquals(NONE, cache.lookup(7 * SIZE_2M + 0x12_3000, 0, 0));
    }
  }

  @Test
  void tagsInTheIndexSpreadEqualAddresses() {
    SetAssociative cache =
        new SetAssociative(
            new SetAssociativeParams(8, 1, Replacement.LRU, Indexing.OWN_SIZE, 0, true),
            0,
            bound -> 0,
            stats);
    for (int stream = 0; stream < 8; stream++) {
      assertEquals(stream ^ 5, cache.fill(0, 0, stream, 5)); // set = stream xor 5, one way
    }
    assertEquals(0, count("evictions"));
  }

  @Test
  void aFillOfAPresentPageOverwritesInPlace() {
    SetAssociative cache = cache(4, 4, Indexing.OWN_SIZE);
    int index = cache.fill(0x1000, PAGE, 0, 0);
    cache.setWord(index, 0, 1);
    cache.fill(0x2000, PAGE, 0, 0);
    assertEquals(index, cache.fill(0x1000, PAGE, 0, 0));
    assertEquals(0, cache.word(index, 0));
    assertEquals(0, count("evictions"));
  }

  @Test
  void emptyWaysAreTakenFirstAndLowestFirst() {
    SetAssociative cache = cache(4, 4, Indexing.OWN_SIZE);
    for (int page = 0; page < 4; page++) {
      assertEquals(page, cache.fill(page * 0x1000L, PAGE, 0, 0));
    }
    cache.remove(2);
    cache.remove(1);
    assertEquals(1, cache.fill(0x8000, PAGE, 0, 0));
    assertEquals(2, cache.fill(0x9000, PAGE, 0, 0));
  }

  @Test
  void theLastWayCanBeReserved() {
    SetAssociative cache = cache(4, 4, Indexing.OWN_SIZE);
    for (int page = 0; page < 9; page++) {
      assertNotEquals(3, cache.fill(page * 0x1000L, PAGE, 0, 0, Ways.ALL_BUT_LAST));
    }
    assertEquals(3, cache.fill(0x10_000, PAGE, 0, 0, Ways.LAST));
    assertEquals(3, cache.fill(0x11_000, PAGE, 0, 0, Ways.LAST));
  }

  @Test
  void anAddressIsInvalidatedInEverySizeThatCoversIt() {
    SetAssociative cache = cache(64, 4, Indexing.OWN_SIZE);
    cache.fill(0, PAGE, 1, 0);
    cache.fill(0, LARGE, 1, 0);
    cache.fill(0x1000, PAGE, 1, 0);
    cache.fill(0, PAGE, 2, 0);
    assertEquals(2, cache.invalidateAddress(0x10, 1, 0));
    assertEquals(NONE, cache.peek(0x10, 1, 0));
    assertNotEquals(NONE, cache.peek(0x1000, 1, 0));
    assertNotEquals(NONE, cache.peek(0x10, 2, 0));
  }

  @Test
  void aRangeTakesWhatItTouchesUnderTheMaskedTags() {
    SetAssociative cache = cache(64, 4, Indexing.OWN_SIZE);
    for (long asid = 1; asid <= 2; asid++) {
      cache.fill(0x1f_f000, PAGE, asid, 9);
      cache.fill(0x20_0000, LARGE, asid, 9);
      cache.fill(0x40_0000, PAGE, asid, 9);
    }
    assertEquals(2, cache.invalidateRange(0x1f_f800, 0x20_0000, 1, -1, 0, 0));
    assertEquals(NONE, cache.peek(0x3f_ffff, 1, 9));
    assertEquals(0, cache.invalidateTags(0, 0, 8, -1));
    assertEquals(4, cache.invalidateTags(0, 0, 9, -1));
    assertEquals(0, cache.liveSizes());
  }

  @Test
  void invalidatingAllLeavesNothing() {
    SetAssociative cache = cache(64, 4, Indexing.OWN_SIZE);
    cache.fill(0, PAGE, 0, 0);
    cache.fill(0, LARGE, 0, 0);
    cache.invalidateAll();
    assertEquals(NONE, cache.peek(0, 0, 0));
    assertEquals(0, cache.liveSizes());
    assertEquals(0, cache.fill(0, PAGE, 0, 0));
  }

  @Test
  void unevenSetsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new SetAssociativeParams(10, 4, Replacement.LRU));
  }

  @Test
  void lookupsAndFillsAllocateNothing() {
    SetAssociative cache = cache(64, 4, Indexing.OWN_SIZE);
    long[] page = new long[1];
    long bytes =
        Allocation.bytesOf(
            100_000,
            () -> {
              long address = page[0]++ % 100 << PAGE;
              if (cache.lookup(address, 1, 0) == NONE) {
                cache.fill(address, PAGE, 1, 0);
              }
            });
    assertTrue(bytes < 1_024, bytes + " bytes");
  }

  private long count(String name) {
    return stats.entries().stream()
        .filter(entry -> entry.path().equals("tlb." + name))
        .map(entry -> ((Counter) entry.stat()).value())
        .findFirst()
        .orElseThrow();
  }
}
