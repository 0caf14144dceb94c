package io.pilsim.hardware.dma;

import io.pilsim.engine.AliasTable;
import io.pilsim.engine.RandomStream;

/**
 * Any unit of a region, the k-th with a weight of 1 / k^exponent: a few pages get most accesses.
 * The popular ones lie together at the base.
 */
public final class ZipfPattern implements AddressPattern {
  private final long base;
  private final long unitBytes;
  private final AliasTable units;
  private final RandomStream random;

  public ZipfPattern(long base, long bytes, long unitBytes, double exponent, RandomStream random) {
    this.base = base;
    this.unitBytes = unitBytes;
    this.units = AliasTable.zipf(Math.toIntExact(bytes / unitBytes), exponent);
    this.random = random;
  }

  @Override
  public long next() {
    return base + units.next(random) * unitBytes;
  }
}
