package io.pilsim.hardware.smmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: flow.md 3.1 (levels, entries, page sizes) and the tables of Arm ARM DDI 0487 D8.2. */
final class TableGeometryTest {
  private static final long K = 1024;
  private static final long M = 1024 * K;
  private static final long G = 1024 * M;

  @Test
  void fourKibibyteGranuleHasFourLevelsFor48BitsAndThreeFor36() {
    assertEquals(4, new TableGeometry(12, 48).levels());
    TableGeometry small = new TableGeometry(12, 36);
    assertEquals(3, small.levels());
    assertEquals(64, small.entries(1));
    assertEquals(512, small.tableBytes(1));
    assertEquals(512, small.entries(2));
  }

  @Test
  void sixtyFourKibibyteGranuleHasThreeLevelsFor48BitsAndTwoFor36() {
    assertEquals(3, new TableGeometry(16, 48).levels());
    assertEquals(2, new TableGeometry(16, 36).levels());
    assertEquals(8192, new TableGeometry(16, 48).entries(3));
  }

  @Test
  void pageSizesAreThoseOfTheArchitecture() {
    assertEquals(List.of(4 * K, 2 * M, G), new TableGeometry(12, 48).pageSizes());
    assertEquals(List.of(16 * K, 32 * M), new TableGeometry(14, 48).pageSizes());
    assertEquals(List.of(64 * K, 512 * M), new TableGeometry(16, 48).pageSizes());
    assertEquals(List.of(4 * K, 2 * M), new TableGeometry(12, 30).pageSizes());
  }

  @Test
  void contiguousGroupsAreThoseOfTheArchitecture() {
    assertEquals(64 * K, group(12, 3));
    assertEquals(32 * M, group(12, 2));
    assertEquals(16 * G, group(12, 1));
    assertEquals(2 * M, group(14, 3));
    assertEquals(G, group(14, 2));
    assertEquals(2 * M, group(16, 3));
    assertEquals(16 * G, group(16, 2));
  }

  @Test
  void stageTwoBeginsALevelLowerWithUpToSixteenTables() {
    TableGeometry ipa40 = TableGeometry.concatenated(12, 40);
    assertEquals(1, ipa40.rootLevel());
    assertEquals(2 * 512, ipa40.entries(1));
    TableGeometry ipa43 = TableGeometry.concatenated(12, 43);
    assertEquals(16 * 4096, ipa43.tableBytes(1));
    assertEquals(0, TableGeometry.concatenated(12, 44).rootLevel());
    assertThrows(IllegalArgumentException.class, () -> new TableGeometry(12, 44, 1));
  }

  @Test
  void anEntryIsFoundByItsOwnBits() {
    TableGeometry geometry = new TableGeometry(12, 48);
    long va = 0x12_3456_7abcL;
    assertEquals(0, geometry.index(va, 0));
    assertEquals(0x48, geometry.index(va, 1));
    assertEquals(0x1a2, geometry.index(va, 2));
    assertEquals(0x167, geometry.index(va, 3));
    assertEquals(0x4000 + 0x167 * 8, geometry.entryAddress(0x4000, va, 3));
    assertTrue(geometry.inRange((1L << 48) - 1));
    assertFalse(geometry.inRange(1L << 48));
    assertFalse(geometry.inRange(-1));
  }

  private static long group(int granuleBits, int level) {
    TableGeometry geometry = new TableGeometry(granuleBits, 48);
    long leaf =
        Descriptor.leaf(
            level, 0, LeafAttributes.stage2(true, true, true, LeafAttributes.MemoryType.CACHEABLE));
    assertEquals(geometry.entrySize(level), Descriptor.leafSize(geometry, leaf, level));
    return Descriptor.leafSize(geometry, leaf | LeafAttributes.CONTIGUOUS, level);
  }
}
