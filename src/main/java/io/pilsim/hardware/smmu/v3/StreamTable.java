package io.pilsim.hardware.smmu.v3;

/**
 * Where the stream table lies: the registers STRTAB_BASE and STRTAB_BASE_CFG.
 *
 * <p>Source: IHI 0070, registers; "Stream table".
 */
public final class StreamTable {
  private static final int LINEAR = 0;

  private long base;
  private int log2Size;
  private int split;

  /** A table of 2^log2Size entries side by side. */
  public void setLinear(long base, int log2Size) {
    this.base = base;
    this.log2Size = log2Size;
    this.split = LINEAR;
  }

  /** A table of first-level descriptors, each for 2^split entries of a table of its own. */
  public void setTwoLevel(long base, int log2Size, int split) {
    this.base = base;
    this.log2Size = log2Size;
    this.split = split;
  }

  boolean covers(long streamId) {
    return base != 0 && streamId >>> log2Size == 0;
  }

  boolean isTwoLevel() {
    return split != LINEAR;
  }

  int split() {
    return split;
  }

  long base() {
    return base;
  }
}
