package io.pilsim.hardware.smmu;

/** In which set of a cache an address is filed. */
final class SetIndex {
  private static final long INDEXING_TAG = (1L << 32) - 1;
  private static final int NO_MASK = -1;

  final int sets;
  final Indexing indexing;
  final int granuleBits;
  final boolean tagsInIndex;
  private final int mask;

  SetIndex(SetAssociativeParams params) {
    this.sets = params.sets();
    this.indexing = params.indexing();
    this.granuleBits = params.granuleBits();
    this.tagsInIndex = params.tagsInIndex();
    this.mask = Integer.bitCount(sets) == 1 ? sets - 1 : NO_MASK;
  }

  /** By the number of the page of 2^shift bytes. */
  int of(long address, int shift, long tagA, long tagB) {
    long number = address >>> shift;
    if (tagsInIndex) {
      number ^= (tagA ^ tagB) & INDEXING_TAG;
    }
    return mask != NO_MASK ? (int) number & mask : (int) Long.remainderUnsigned(number, sets);
  }
}
