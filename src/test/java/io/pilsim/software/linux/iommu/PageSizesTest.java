package io.pilsim.software.linux.iommu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The runs a range is cut into; the counts are flow.md 3.1's. */
final class PageSizesTest {
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;
  private static final long GIB = 1024 * MIB;
  private static final long CARVEOUT = 30 * MIB;

  private final PageSizes small = new PageSizes(List.of(4 * KIB, 2 * MIB, GIB));
  private final PageSizes large = new PageSizes(List.of(64 * KIB, 512 * MIB));

  @Test
  void anAlignedCarveoutIsOneRunOfBlocks() {
    assertEquals(List.of("15x2048K"), runs(small, 0x95c0_0000L, 0x95c0_0000L, CARVEOUT));
  }

  @Test
  void aCarveoutAtAnOddMebibyteIsThreeRuns() {
    assertEquals(
        List.of("256x4K", "14x2048K", "256x4K"), runs(small, 0x9590_0000L, 0x9590_0000L, CARVEOUT));
  }

  @Test
  void addressesThatAreSkewedAgainstEachOtherNeverGetBlocks() {
    assertEquals(List.of("7680x4K"), runs(small, 0x95c0_0000L, 0x95c0_1000L, CARVEOUT));
  }

  @Test
  void sixtyFourKibPagesHaveNoUseForTwoMebibytes() {
    assertEquals(List.of("480x64K"), runs(large, 0x9590_0000L, 0x9590_0000L, CARVEOUT));
  }

  @Test
  void aRangeThatEndsBeforeTheNextBlockStaysSmall() {
    assertEquals(List.of("300x4K"), runs(small, MIB, MIB, 300 * 4 * KIB));
  }

  @Test
  void everySizeIsUsedWhereItFits() {
    long start = GIB - 2 * MIB - 4 * KIB;
    assertEquals(
        List.of("1x4K", "1x2048K", "1x1048576K", "1x2048K", "1x4K"),
        runs(small, start, start, GIB + 4 * MIB + 8 * KIB));
  }

  private static List<String> runs(PageSizes sizes, long iova, long physical, long bytes) {
    List<String> runs = new ArrayList<>();
    long done = 0;
    while (done < bytes) {
      long page = sizes.pick(iova + done, physical + done, bytes - done);
      long count = sizes.count(page, iova + done, physical + done, bytes - done);
      runs.add(count + "x" + page / KIB + "K");
      done += count * page;
    }
    return runs;
  }
}
