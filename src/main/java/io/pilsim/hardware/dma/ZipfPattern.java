package io.pilsim.hardware.dma;

import io.pilsim.engine.AliasTable;
import io.pilsim.engine.RandomStream;

/**
 * Any page of a region, the k-th with a weight of 1 / k^exponent, so that a few get most accesses;
 * within it any unit, each as likely as any other. The popular pages lie together at the base.
 */
public final class ZipfPattern implements AddressPattern {
  private final long base;
  private final long pageBytes;
  private final long unitBytes;
  private final long unitsOfPage;
  private final AliasTable pages;
  private final RandomStream random;

  /** Pages of one unit each. */
  public ZipfPattern(long base, long bytes, long unitBytes, double exponent, RandomStream random) {
    this(base, bytes, unitBytes, unitBytes, exponent, random);
  }

  public ZipfPattern(
      long base, long bytes, long pageBytes, long unitBytes, double exponent, RandomStream random) {
    this.base = base;
    this.pageBytes = pageBytes;
    this.unitBytes = unitBytes;
    this.unitsOfPage = pageBytes / unitBytes;
    this.pages = AliasTable.zipf(Math.toIntExact(bytes / pageBytes), exponent);
    this.random = random;
  }

  @Override
  public long next() {
    long page = base + pages.next(random) * pageBytes;
    return page + (unitsOfPage == 1 ? 0 : random.nextLong(unitsOfPage) * unitBytes);
  }
}
