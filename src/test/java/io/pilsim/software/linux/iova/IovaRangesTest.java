package io.pilsim.software.linux.iova;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The search downwards, against a bitmap in which every place is tried. */
final class IovaRangesTest {
  private static final long START = 16;
  private static final long END = 1 << 12;

  /** Tries every aligned place from the latest range down, then from the limit down to it. */
  private static final class EveryPlace {
    private final BitSet taken = new BitSet();
    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long latest = END; // the range below which the search begins

    long allocate(long pages) {
      long high = latest == END ? END : latest;
      long top = latest == END ? END : latest + ranges.get(latest);
      long pfn = highest(pages, high, START);
      if (pfn < 0 && latest != END) {
        pfn = highest(pages, END, top);
      }
      if (pfn >= 0) {
        taken.set((int) pfn, (int) (pfn + pages));
        ranges.put(pfn, pages);
        latest = pfn;
      }
      return pfn;
    }

    private long highest(long pages, long high, long lowest) {
      long align = 1;
      while (align < pages) {
        align *= 2;
      }
      for (long pfn = (high - pages) / align * align; pfn >= lowest; pfn -= align) {
        int clash = taken.nextSetBit((int) pfn);
        if (clash < 0 || clash >= pfn + pages) {
          return pfn;
        }
      }
      return -1;
    }

    void free(long pfn) {
      if (pfn >= latest) {
        Map.Entry<Long, Long> above = ranges.higherEntry(pfn);
        latest = above == null ? END : above.getKey();
      }
      taken.clear((int) pfn, (int) (pfn + ranges.remove(pfn)));
    }
  }

  @Test
  void theFirstRangeLiesAtTheTopAndTheNextOneBelowIt() {
    IovaRanges ranges = new IovaRanges(START, END);
    assertEquals(END - 1, ranges.allocate(1, END));
    assertEquals(END - 2, ranges.allocate(1, END));
    assertEquals(END - 8, ranges.allocate(4, END), "aligned to its size");
    assertEquals(3, ranges.count());
  }

  @Test
  void placesAreThoseOfASearchThroughEveryPage() {
    RandomStream random = new RandomStreams(7, 0).stream("test");
    IovaRanges ranges = new IovaRanges(START, END);
    EveryPlace reference = new EveryPlace();
    int failed = 0;
    for (int i = 0; i < 50_000; i++) {
      boolean allocate =
          reference.ranges.isEmpty() || random.nextInt(100) < (i / 5000 % 2) * 20 + 40;
      if (allocate) {
        long pages = 1L + random.nextInt(100);
        long expected = reference.allocate(pages);
        assertEquals(expected, ranges.allocate(pages, END), "allocation " + i);
        failed += expected < 0 ? 1 : 0;
      } else {
        long some = START + random.nextInt((int) (END - START));
        Long pfn = reference.ranges.ceilingKey(some);
        long given = pfn == null ? reference.ranges.firstKey() : pfn;
        reference.free(given);
        assertTrue(ranges.free(given));
      }
      assertEquals(reference.ranges.size(), ranges.count());
    }
    assertTrue(failed > 0, "the space never became full");
  }

  @Test
  void aSearchInVainIsNotRepeatedUntilSomethingIsFreed() {
    IovaRanges ranges = new IovaRanges(0, 8);
    long first = ranges.allocate(4, 8);
    ranges.allocate(4, 8);
    assertEquals(IovaRanges.NONE, ranges.allocate(2, 8));
    assertTrue(ranges.visited() > 0);
    assertEquals(IovaRanges.NONE, ranges.allocate(2, 8));
    assertEquals(0, ranges.visited(), "not even looked");
    ranges.free(first);
    assertEquals(6, ranges.allocate(2, 8));
  }

  @Test
  void whatIsNotTakenCannotBeFreed() {
    IovaRanges ranges = new IovaRanges(0, 8);
    assertFalse(ranges.free(3));
  }
}
