package io.pilsim.hardware.dma;

/**
 * One address after another at a fixed distance, from the base again when the region is through. A
 * stride of the size of a request is a linear stream.
 */
public final class StridedPattern implements AddressPattern {
  private final long base;
  private final long bytes;
  private final long stride;
  private long offset;

  public StridedPattern(long base, long bytes, long stride) {
    if (bytes < 1 || stride < 1) {
      throw new IllegalArgumentException("region and stride must be positive");
    }
    this.base = base;
    this.bytes = bytes;
    this.stride = stride;
  }

  @Override
  public long next() {
    long address = base + offset;
    offset += stride;
    if (offset >= bytes) {
      offset = 0;
    }
    return address;
  }
}
