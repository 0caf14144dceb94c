package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.RadixTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks and groups, in TLBs of several sets and in both stages; and what gem5 makes of them. */
final class LargePageTest {
  private static final long VA = 0x10_0000_0000L;
  private static final long IPA = 0x8_0000_0000L;
  private static final long PA = 0x40_0000_0000L;
  private static final int SIZE_4K = 12;
  private static final int SIZE_2M = 21;

  private final Published published = new Published();

  private Rig stage1(int bits, int pages, long attributes) {
    Rig rig = new Rig(published.params());
    RadixTables tables = rig.tables(48);
    tables.map(VA, PA, 1L << bits, pages, attributes);
    rig.stage1(0, tables);
    return rig;
  }

  private static Rig.Request read(Rig rig, long offset) {
    Rig.Request request = rig.read(0, VA + offset);
    rig.settle();
    return request;
  }

  @ParameterizedTest
  @CsvSource({"21", "30"})
  void mainTlbKnowsABlockFromEveryPageInsideIt(int bits) {
    published.microTlb = false;
    Rig rig = stage1(bits, 40, READ_WRITE);
    for (int block = 0; block < 40; block++) {
      read(rig, (long) block << bits);
    }
    for (int block = 0; block < 40; block++) {
      long offset = ((long) block << bits) + ((block * 7L) << SIZE_4K) + 8;
      Rig.Request request = read(rig, offset);
      assertEquals(Path.MAIN_TLB_HIT, request.path());
      assertEquals(PA + offset, request.physicalAddress());
    }
    assertEquals(40, rig.count("walks"));
  }

  @Test
  void gem5sMainTlbMissesABlockFromAllButItsFirstPage() {
    published.microTlb = false;
    published.quirks = Quirks.GEM5;
    Rig rig = stage1(SIZE_2M, 1, READ_WRITE);
    read(rig, 0);
    assertEquals(Path.MAIN_TLB_HIT, read(rig, 8).path());
    assertEquals(Path.WALK, read(rig, 0x1000).path());
  }

  /** 16 pages of 4 KiB, 16 blocks of 2 MiB: Arm ARM, contiguous hint, 4 KiB granule. */
  @ParameterizedTest
  @CsvSource({"12, 1", "21, 1", "30, 1"})
  void groupWithTheContiguousHintIsOneEntry(int bits, int walks) {
    Rig rig = stage1(bits, 16, READ_WRITE | LeafAttributes.CONTIGUOUS);
    for (int page = 15; page >= 0; page--) {
      long offset = ((long) page << bits) + 0x18;
      assertEquals(PA + offset, read(rig, offset).physicalAddress());
    }
    assertEquals(walks, rig.count("walks"));
  }

  private Rig nested(int firstBits, int secondBits) {
    Rig rig = new Rig(published.params());
    RadixTables first = rig.tables(48);
    RadixTables second = rig.tables(39);
    first.map(VA, IPA, 1L << firstBits, 4, READ_WRITE);
    for (long at = 0; at < 4L << firstBits; at += 1L << secondBits) {
      second.map(IPA + at, PA + at, 1L << secondBits, 1, STAGE2);
    }
    for (long at = 0; at < 1 << SIZE_2M; at += 1 << SIZE_4K) {
      second.map(at, at, 1 << SIZE_4K, 1, STAGE2);
    }
    rig.nested(0, first, second);
    return rig;
  }

  /** Without TLBs every access goes to the walk cache, which holds blocks of both stages. */
  @ParameterizedTest
  @CsvSource({"12, 12", "12, 21", "21, 12", "21, 21", "30, 21", "21, 30"})
  void nestedPagesComeOutWhereBothStagesSay(int firstBits, int secondBits) {
    published.microTlb = false;
    published.mainTlb = false;
    Rig rig = nested(firstBits, secondBits);
    for (int round = 0; round < 3; round++) {
      for (long offset = 0; offset < 4L << firstBits; offset += (1L << firstBits) / 4 + 0x40) {
        assertEquals(PA + offset, read(rig, offset).physicalAddress());
      }
    }
  }

  /** A 2 MiB block over 4 KiB pages is translated 4 KiB at a time. */
  @Test
  void tlbEntryIsTheSmallerOfTheTwoPages() {
    Rig rig = nested(SIZE_2M, SIZE_4K);
    assertEquals(Path.WALK | Path.CONFIG_MISS, read(rig, 0).path());
    assertEquals(Path.MICRO_TLB_HIT, read(rig, 0xff8).path());
    assertEquals(Path.WALK, read(rig, 0x1000).path());
  }

  @Test
  void gem5TakesTheOutputOfStageOneForThePhysicalAddress() {
    published.microTlb = false;
    published.mainTlb = false;
    published.quirks = Quirks.GEM5;
    Rig rig = nested(SIZE_2M, SIZE_2M);
    assertEquals(PA, read(rig, 0).physicalAddress());
    assertEquals(IPA + 0x12_3400, read(rig, 0x12_3400).physicalAddress());
  }
}
