package io.pilsim.software.linux.tzmem;

import java.util.BitSet;

/** One contiguous area of a pool, bridged as a whole; allocations never span two of them. */
final class TzmemArea {
  static final int NONE = -1;

  final long base;
  final int pages;
  private final BitSet used;

  TzmemArea(long base, int pages) {
    this.base = base;
    this.pages = pages;
    this.used = new BitSet(pages);
  }

  /** The start of the smallest free run that is long enough, the lowest of equals. */
  int bestFit(int wanted) {
    int best = NONE;
    int bestLength = Integer.MAX_VALUE;
    for (int from = used.nextClearBit(0); from < pages; from = used.nextClearBit(from)) {
      int next = used.nextSetBit(from);
      int end = next < 0 ? pages : next;
      int length = end - from;
      if (length >= wanted && length < bestLength) {
        best = from;
        bestLength = length;
      }
      from = end;
    }
    return best;
  }

  void take(int first, int count) {
    used.set(first, first + count);
  }

  void give(int first, int count) {
    if (used.nextClearBit(first) < first + count) {
      throw new IllegalStateException("freed twice: page " + first + " of area " + base);
    }
    used.clear(first, first + count);
  }

  boolean contains(long address, long pageBytes) {
    return address >= base && address < base + pages * pageBytes;
  }
}
