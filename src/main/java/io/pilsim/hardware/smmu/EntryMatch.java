package io.pilsim.hardware.smmu;

/**
 * Which entries of a cache an invalidation reaches: those that cover an address of a range, under
 * tags and with a word of payload that agree within masks. Filled in and reused by its owner.
 */
public final class EntryMatch {
  long first;
  long last = -1;
  private long tagA;
  private long maskA;
  private long tagB;
  private long maskB;
  private int word;
  private long value;
  private long valueMask;

  /** Any entry that covers an address of first to last (unsigned). */
  public EntryMatch range(long first, long last) {
    this.first = first;
    this.last = last;
    maskA = 0;
    maskB = 0;
    word = 0;
    valueMask = 0;
    return this;
  }

  /** And whose tags agree in the bits of the masks. */
  public EntryMatch tags(long tagA, long maskA, long tagB, long maskB) {
    this.tagA = tagA;
    this.maskA = maskA;
    this.tagB = tagB;
    this.maskB = maskB;
    return this;
  }

  /** And whose word of payload agrees in the bits of the mask. */
  public EntryMatch word(int word, long value, long mask) {
    this.word = word;
    this.value = value;
    this.valueMask = mask;
    return this;
  }

  /** The word of payload that {@link #accepts} is to be shown. */
  int word() {
    return word;
  }

  boolean accepts(long base, int pageBits, long tagA, long tagB, long payload) {
    return ((this.tagA ^ tagA) & maskA) == 0
        && ((this.tagB ^ tagB) & maskB) == 0
        && ((value ^ payload) & valueMask) == 0
        && Long.compareUnsigned(base, last) <= 0
        && Long.compareUnsigned(base | ((1L << pageBits) - 1), first) >= 0;
  }
}
