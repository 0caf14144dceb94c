package io.pilsim.software.linux.iommu;

import java.util.List;

/**
 * How {@code iommu_map} and {@code iommu_unmap} cut a range into runs of equal pages.
 *
 * <p>Source: Linux 6.18, drivers/iommu/iommu.c, iommu_pgsize.
 */
public final class PageSizes {
  private final long bitmap;

  /**
   * @param sizes of pages and blocks, powers of two
   */
  public PageSizes(List<Long> sizes) {
    long bits = 0;
    for (long size : sizes) {
      bits |= size;
    }
    this.bitmap = bits;
  }

  public long smallest() {
    return Long.lowestOneBit(bitmap);
  }

  /** The largest page that the alignment of both addresses and the length allow. */
  public long pick(long iova, long physical, long bytes) {
    long notLonger = (Long.highestOneBit(bytes) << 1) - 1;
    long addresses = iova | physical;
    long aligned = addresses == 0 ? -1 : (Long.lowestOneBit(addresses) << 1) - 1;
    return Long.highestOneBit(bitmap & notLonger & aligned);
  }

  /**
   * How many pages of that size come next: up to where the next larger size fits both addresses and
   * what then remains holds at least one such page; otherwise all that is left.
   */
  public long count(long page, long iova, long physical, long bytes) {
    long larger = Long.lowestOneBit(bitmap & -(page << 1));
    if (larger != 0 && ((iova ^ physical) & (larger - 1)) == 0) {
      long toBoundary = larger - ((iova | physical) & (larger - 1));
      if (toBoundary + larger <= bytes) {
        return toBoundary / page;
      }
    }
    return bytes / page;
  }
}
