package io.pilsim.software.linux.iova;

import java.util.Set;

/** A stack of free ranges of one size, each named by its first page. */
final class Magazine {
  /** Ranges in a full one: with its header it is a power of two. */
  static final int CAPACITY = 127;

  private final long[] pfns = new long[CAPACITY];
  private int size;
  Magazine next; // in the depot, or among the spare ones

  int size() {
    return size;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void push(long pfn) {
    pfns[size++] = pfn;
  }

  /** The latest range that lies below the limit, or {@link IovaRanges#NONE}. */
  long pop(long limitPfn, long pages) {
    for (int i = size - 1; i >= 0; i--) {
      long pfn = pfns[i];
      if (pfn + pages <= limitPfn) {
        pfns[i] = pfns[--size];
        return pfn;
      }
    }
    return IovaRanges.NONE;
  }

  /** How many are no ranges of so many pages, or have been seen before. */
  long strays(IovaRanges ranges, long pages, Set<Long> seen) {
    long strays = 0;
    for (int i = 0; i < size; i++) {
      strays += ranges.has(pfns[i], pages) && seen.add(pfns[i]) ? 0 : 1;
    }
    return strays;
  }

  /** Gives everything back to the ranges. */
  void empty(IovaRanges ranges) {
    while (size > 0) {
      ranges.free(pfns[--size]);
    }
  }
}
