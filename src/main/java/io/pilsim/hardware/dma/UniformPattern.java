package io.pilsim.hardware.dma;

import io.pilsim.engine.RandomStream;

/** Any unit of a region, each as likely as any other. */
public final class UniformPattern implements AddressPattern {
  private final long base;
  private final long units;
  private final long unitBytes;
  private final RandomStream random;

  public UniformPattern(long base, long bytes, long unitBytes, RandomStream random) {
    this.base = base;
    this.units = bytes / unitBytes;
    this.unitBytes = unitBytes;
    this.random = random;
  }

  @Override
  public long next() {
    return base + random.nextLong(units) * unitBytes;
  }
}
