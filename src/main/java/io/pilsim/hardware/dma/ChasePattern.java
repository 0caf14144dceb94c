package io.pilsim.hardware.dma;

/**
 * A chain of pointers through all units of a region, in no order that a prefetcher would guess, and
 * around again. Meant for a master with one request outstanding, as each address comes out of the
 * request before it. Nothing is random: the chain is a linear congruential generator of full period
 * over the next power of two, which leaves out what lies beyond the region.
 *
 * <p>Source: T. E. Hull, A. R. Dobell, Random number generators, SIAM Review 4 (1962).
 */
public final class ChasePattern implements AddressPattern {
  private static final long MULTIPLIER = 0x5_deec_e66dL; // 1 modulo 4, as a full period needs
  private static final long INCREMENT = 0xb; // odd, as a full period needs

  private final long base;
  private final long units;
  private final long unitBytes;
  private final long mask;
  private long unit;

  public ChasePattern(long base, long bytes, long unitBytes) {
    this.base = base;
    this.units = bytes / unitBytes;
    this.unitBytes = unitBytes;
    if (units < 1) {
      throw new IllegalArgumentException("the region is smaller than a unit");
    }
    this.mask = units == 1 ? 0 : -1L >>> Long.numberOfLeadingZeros(units - 1);
  }

  @Override
  public long next() {
    long address = base + unit * unitBytes;
    do {
      unit = (unit * MULTIPLIER + INCREMENT) & mask;
    } while (unit >= units);
    return address;
  }
}
