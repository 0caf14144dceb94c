package io.pilsim.hardware.smmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.Property;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RadixTablesTest {
  private static final long K = 1024;
  private static final long M = 1024 * K;
  private static final long PAGE = 4 * K;
  private static final long BLOCK = 2 * M;
  private static final long ATTRIBUTES =
      LeafAttributes.stage1(true, true, MemoryType.NON_CACHEABLE);

  private final PhysicalMemory memory = new PhysicalMemory(64L << 30);
  private final TestPages pages = new TestPages(memory, 0x1000_0000);
  private RadixTables tables = tables(12, 48);

  @Test
  void alignedCarveoutTakesFifteenBlocksAndTwoTables() {
    assertEquals(1, mapCarveout(0x9590_0000L + M));
    assertEquals(15, tables.leavesWritten());
    assertEquals(2, tables.tablesAllocated());
  }

  @Test
  void carveoutAtOneMebibyteTakes526LeavesAndFourTables() {
    assertEquals(3, mapCarveout(0x9590_0000L));
    assertEquals(526, tables.leavesWritten());
    assertEquals(4, tables.tablesAllocated());
  }

  @Test
  void shorterInputAddressesSaveATable() {
    tables = tables(12, 36);
    assertEquals(3, mapCarveout(0x9590_0000L));
    assertEquals(526, tables.leavesWritten());
    assertEquals(3, tables.tablesAllocated());
  }

  @Test
  void sixtyFourKibibyteGranuleTakes480LeavesAndTwoTables() {
    tables = tables(16, 48);
    assertEquals(1, mapCarveout(0x9590_0000L));
    assertEquals(480, tables.leavesWritten());
    assertEquals(2, tables.tablesAllocated());
  }

  @Test
  void lookupFindsPageBlockAndNothing() {
    tables.map(0x20_0000, 0x8000_0000L, BLOCK, 1, ATTRIBUTES);
    tables.map(0x40_3000, 0x9000_5000L, PAGE, 1, ATTRIBUTES);
    assertEquals(0x8012_3456L, tables.lookup(0x32_3456));
    assertEquals(0x9000_5678L, tables.lookup(0x40_3678));
    assertEquals(RadixTables.UNMAPPED, tables.lookup(0x40_4000));
    assertEquals(RadixTables.UNMAPPED, tables.lookup(1L << 48));
    assertEquals(BLOCK, tables.leafSizeAt(0x32_3456));
    assertEquals(0, tables.leafSizeAt(0));
  }

  @Test
  void aRunEndsWithItsTable() {
    long lastPages = BLOCK - 3 * PAGE;
    assertEquals(3, tables.map(lastPages, 0, PAGE, 10, ATTRIBUTES));
    assertEquals(2, tables.unmap(lastPages + PAGE, PAGE, 10));
  }

  @Test
  void mappingOverALeafIsRefusedAndChangesNothing() {
    tables.map(5 * PAGE, 0, PAGE, 1, ATTRIBUTES);
    assertEquals(RadixTables.EEXIST, tables.map(3 * PAGE, 0, PAGE, 4, ATTRIBUTES));
    assertEquals(RadixTables.UNMAPPED, tables.lookup(3 * PAGE));
    tables.map(BLOCK, 0, BLOCK, 1, ATTRIBUTES);
    assertEquals(RadixTables.EEXIST, tables.map(BLOCK + PAGE, 0, PAGE, 1, ATTRIBUTES));
    assertEquals(2, tables.leavesPresent());
  }

  @Test
  void addressesBeyondTheTablesAreRefused() {
    assertEquals(RadixTables.ERANGE, tables.map(1L << 48, 0, PAGE, 1, ATTRIBUTES));
    assertEquals(0, tables.unmap(1L << 48, PAGE, 1));
    assertThrows(
        IllegalArgumentException.class, () -> tables.map(PAGE, PAGE, BLOCK, 1, ATTRIBUTES));
  }

  @Test
  void unmappingPartOfABlockClearsNothing() {
    tables.map(BLOCK, 0, BLOCK, 1, ATTRIBUTES);
    assertEquals(0, tables.unmap(BLOCK + PAGE, PAGE, 1));
    assertEquals(1, tables.leavesPresent());
  }

  @Test
  void emptyTablesStayUntilTheBlockAboveIsUnmapped() {
    tables.map(BLOCK, 0, PAGE, 512, ATTRIBUTES);
    assertEquals(512, tables.unmap(BLOCK, PAGE, 512));
    assertEquals(0, tables.tablesFreed());
    tables.map(BLOCK, 0, PAGE, 512, ATTRIBUTES);
    assertEquals(3, tables.tablesAllocated());
    assertEquals(1, tables.unmap(BLOCK, BLOCK, 1));
    assertEquals(1, tables.tablesFreed());
    assertEquals(0, tables.leavesPresent());
    assertEquals(512, tables.leavesCleared());
  }

  @Test
  void aBlockReplacesAnEmptyTable() {
    tables.map(BLOCK, 0, PAGE, 1, ATTRIBUTES);
    tables.unmap(BLOCK, PAGE, 1);
    assertEquals(1, tables.map(BLOCK, 0x8000_0000L, BLOCK, 1, ATTRIBUTES));
    assertEquals(1, tables.tablesFreed());
    assertEquals(0x8000_0000L + PAGE, tables.lookup(BLOCK + PAGE));
  }

  @Test
  void aSplitBlockMapsTheSameAddressesInSmallerLeaves() {
    long gib = 1L << 30;
    long readOnly = LeafAttributes.stage2(true, false, false, MemoryType.CACHEABLE);
    tables.map(gib, 2 * gib, gib, 1, readOnly);
    assertEquals(BLOCK, tables.split(gib + 5 * M));
    assertEquals(PAGE, tables.split(gib + 5 * M));
    assertEquals(0, tables.split(gib + 5 * M));
    assertEquals(0, tables.split(0));
    assertEquals(511 + 512, tables.leavesPresent());
    assertEquals(2 * gib + 5 * M + 123, tables.lookup(gib + 5 * M + 123));
    assertEquals(2 * gib + 900 * M + 7, tables.lookup(gib + 900 * M + 7));
    assertEquals(1, tables.unmap(gib + 5 * M, PAGE, 1));
  }

  @Test
  void theEndOfADomainFreesEveryTable() {
    mapCarveout(0x9590_0000L);
    assertEquals(1 + 4, pages.inUse());
    tables.freeAll();
    assertEquals(0, pages.inUse());
  }

  /** Map or unmap a page, or the 2 MiB around it. */
  private record Step(int page, boolean whole, boolean map, int output) {
    static Step draw(SplittableRandom random) {
      int pages = 512 * random.nextInt(1, 5);
      return new Step(
          random.nextInt(pages),
          random.nextInt(8) == 0,
          random.nextInt(3) != 0,
          random.nextInt(1 << 14));
    }
  }

  @Test
  void pagesAndBlocksAgreeWithAFlatMap() {
    new Property<>(Step::draw, (setting, steps) -> agreeWithAFlatMap(steps)).check(60, 1_500);
  }

  private static void agreeWithAFlatMap(List<Step> steps) {
    PhysicalMemory memory = new PhysicalMemory(64L << 30);
    TestPages pages = new TestPages(memory, 0x1000_0000);
    RadixTables tables = new RadixTables(new TableGeometry(12, 48), memory, pages);
    long[] expected = new long[4 * 512];
    boolean[] block = new boolean[4];
    Arrays.fill(expected, RadixTables.UNMAPPED);
    for (Step step : steps) {
      int first = step.whole ? step.page & ~511 : step.page;
      int last = first + (step.whole ? 512 : 1);
      long size = step.whole ? BLOCK : PAGE;
      if (step.map) {
        // a block may replace a table, and whatever that still maps
        boolean allowed = step.whole ? !block[step.page / 512] : allUnmapped(expected, first, last);
        int result = tables.map(first * PAGE, step.output * size, size, 1, ATTRIBUTES);
        assertEquals(allowed ? 1 : RadixTables.EEXIST, result);
        for (int p = first; allowed && p < last; p++) {
          expected[p] = step.output * size + (p - first) * PAGE;
        }
        block[step.page / 512] |= step.whole && allowed;
      } else if (step.whole || !block[step.page / 512]) {
        int cleared = tables.unmap(first * PAGE, size, 1);
        assertEquals(expected[first] != RadixTables.UNMAPPED || cleared == 1, cleared == 1);
        Arrays.fill(expected, first, last, RadixTables.UNMAPPED);
        block[step.page / 512] &= !step.whole;
      }
      assertEquals(expected[step.page], tables.lookup(step.page * PAGE));
    }
    for (int p = 0; p < expected.length; p++) {
      assertEquals(expected[p], tables.lookup(p * PAGE), "page " + p);
    }
    assertEquals(tables.tablesAllocated() - tables.tablesFreed() + 1, pages.inUse());
    tables.freeAll();
    assertEquals(0, pages.inUse());
  }

  private static boolean allUnmapped(long[] expected, int from, int to) {
    for (int p = from; p < to; p++) {
      if (expected[p] != RadixTables.UNMAPPED) {
        return false;
      }
    }
    return true;
  }

  private RadixTables tables(int granuleBits, int inputBits) {
    return new RadixTables(new TableGeometry(granuleBits, inputBits), memory, pages);
  }

  /** Identity, 30 MiB, in the runs that flow.md 3.1 describes; the number of map calls. */
  private int mapCarveout(long base) {
    int calls = 0;
    long end = base + 30 * M;
    for (long at = base; at < end; calls++) {
      long size = leafSize(at, end - at);
      long run = size;
      while (at + run < end
          && leafSize(at + run, end - at - run) == size
          && (at + run) % (size * tables.geometry().entries(3)) != 0) {
        run += size;
      }
      assertEquals(run / size, tables.map(at, at, size, (int) (run / size), ATTRIBUTES));
      at += run;
    }
    return calls;
  }

  private long leafSize(long address, long left) {
    List<Long> sizes = tables.geometry().pageSizes();
    long chosen = sizes.get(0);
    for (long size : sizes) {
      chosen = address % size == 0 && left >= size ? size : chosen;
    }
    return chosen;
  }
}
