package io.pilsim.hardware.smmu;

/** Which sizes of page the entries of a cache have, as powers of two. */
final class PageSizes {
  private final int[] entriesOf = new int[64];
  private long live;

  void add(int bits) {
    entriesOf[bits]++;
    live |= 1L << bits;
  }

  void remove(int bits) {
    if (--entriesOf[bits] == 0) {
      live &= ~(1L << bits);
    }
  }

  /** Bit n: some entry's page has 2^n addresses. */
  long live() {
    return live;
  }
}
