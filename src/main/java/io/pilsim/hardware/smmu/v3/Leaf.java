package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.smmu.SetAssociative;

/** What a translation comes to: a page and what may be done with it, or a fault. */
final class Leaf {
  /** Words that it takes in a cache. */
  static final int WORDS = 3;

  /** The word that says what it belongs to. */
  static final int TAG = 2;

  private static final long PREFETCHED = 1L << Permissions.BITS;

  Fault fault = Fault.NONE;
  long base;
  int pageBits;
  int permissions;

  /** What it belongs to, see {@link Tags}. */
  long tag;

  void clear() {
    fault = Fault.NONE;
    base = 0;
    pageBits = 0;
    permissions = 0;
    tag = 0;
  }

  void fail(Fault why) {
    fault = why;
  }

  void set(long output, int pageBits, int permissions) {
    this.fault = Fault.NONE;
    this.base = output & -(1L << pageBits);
    this.pageBits = pageBits;
    this.permissions = permissions;
  }

  /** Whether a page is known. */
  boolean isKnown() {
    return pageBits != 0 && fault == Fault.NONE;
  }

  /** Where an input address within the page comes out. */
  long output(long input) {
    return base | (input & ((1L << pageBits) - 1));
  }

  /** What both stages come to: the smaller page, and only what both allow. */
  void combine(long output, int otherBits, int otherPermissions) {
    set(output, Math.min(pageBits, otherBits), permissions & otherPermissions);
  }

  void load(SetAssociative cache, int index) {
    set(cache.word(index, 0), cache.pageBits(index), (int) cache.word(index, 1) & Permissions.ALL);
    tag = cache.word(index, TAG);
  }

  void store(SetAssociative cache, int index, boolean prefetched) {
    cache.setWord(index, 0, base);
    cache.setWord(index, 1, permissions | (prefetched ? PREFETCHED : 0));
    cache.setWord(index, TAG, tag);
  }

  static boolean isPrefetched(SetAssociative cache, int index) {
    return (cache.word(index, 1) & PREFETCHED) != 0;
  }
}
