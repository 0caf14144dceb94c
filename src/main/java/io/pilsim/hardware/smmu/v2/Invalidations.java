package io.pilsim.hardware.smmu.v2;

/**
 * The invalidations that the TCU has carried out lately, so that a walk which began before one of
 * them does not cache what it may have read too early. Numbered from 0.
 *
 * <p>One so old that it is forgotten counts as covering everything, which costs a miss and never
 * leaves anything stale.
 */
final class Invalidations {
  private static final int REMEMBERED = 1 << 10;

  private final long[] firsts = new long[REMEMBERED];
  private final long[] lasts = new long[REMEMBERED];
  private final long[] tags = new long[REMEMBERED];
  private final long[] masks = new long[REMEMBERED];
  private final boolean[] leavesOnly = new boolean[REMEMBERED];
  private long count;

  /** The number of the next one. */
  long next() {
    return count;
  }

  void add(Invalidation command) {
    int slot = (int) count & (REMEMBERED - 1);
    firsts[slot] = command.first;
    lasts[slot] = command.last;
    tags[slot] = command.tag;
    masks[slot] = command.tagMask;
    leavesOnly[slot] = command.lastLevelOnly;
    count++;
  }

  /** Whether a leaf read since then may be out of date. */
  boolean coverLeaf(long since, long base, int bits, long tag) {
    return cover(since, base, bits, tag, true);
  }

  /** Whether a table entry read since then may be out of date. */
  boolean coverTable(long since, long base, int bits, long tag) {
    return cover(since, base, bits, tag, false);
  }

  private boolean cover(long since, long base, int bits, long tag, boolean leaf) {
    if (count - since > REMEMBERED) {
      return true;
    }
    long first = base & -(1L << bits);
    long last = first | ((1L << bits) - 1);
    for (long i = since; i < count; i++) {
      int slot = (int) i & (REMEMBERED - 1);
      if ((leaf || !leavesOnly[slot])
          && ((tags[slot] ^ tag) & masks[slot]) == 0
          && Long.compareUnsigned(firsts[slot], last) <= 0
          && Long.compareUnsigned(lasts[slot], first) >= 0) {
        return true;
      }
    }
    return false;
  }
}
