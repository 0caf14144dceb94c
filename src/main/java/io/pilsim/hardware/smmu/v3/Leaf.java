package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.smmu.SetAssociative;

/** What a translation comes to: a page and what may be done with it, or a fault. */
final class Leaf {
  /** Words that it takes in a cache. */
  static final int WORDS = 2;

  private static final long WRITABLE = 1;
  private static final long PREFETCHED = 2;

  Fault fault = Fault.NONE;
  long base;
  int pageBits;
  boolean writable;

  void clear() {
    fault = Fault.NONE;
    base = 0;
    pageBits = 0;
    writable = false;
  }

  void fail(Fault why) {
    fault = why;
  }

  void set(long output, int pageBits, boolean writable) {
    this.fault = Fault.NONE;
    this.base = output & -(1L << pageBits);
    this.pageBits = pageBits;
    this.writable = writable;
  }

  /** Where an input address within the page comes out. */
  long output(long input) {
    return base | (input & ((1L << pageBits) - 1));
  }

  /** What both stages come to: the smaller page, and only what both allow. */
  void combine(long output, int otherBits, boolean otherWritable) {
    set(output, Math.min(pageBits, otherBits), writable && otherWritable);
  }

  void load(SetAssociative cache, int index) {
    set(cache.word(index, 0), cache.pageBits(index), (cache.word(index, 1) & WRITABLE) != 0);
  }

  void store(SetAssociative cache, int index, boolean prefetched) {
    cache.setWord(index, 0, base);
    cache.setWord(index, 1, (writable ? WRITABLE : 0) | (prefetched ? PREFETCHED : 0));
  }

  static boolean isPrefetched(SetAssociative cache, int index) {
    return (cache.word(index, 1) & PREFETCHED) != 0;
  }
}
