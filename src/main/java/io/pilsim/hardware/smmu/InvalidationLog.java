package io.pilsim.hardware.smmu;

/**
 * The invalidations that an SMMU has carried out lately, so that a walk which began before one of
 * them does not cache what it may have read too early. Numbered from 0.
 *
 * <p>One so old that it is forgotten counts as covering everything, which costs a miss and never
 * leaves anything stale.
 */
public final class InvalidationLog {
  /** The number of no invalidation: beyond all others. */
  public static final long NONE = Long.MAX_VALUE;

  private static final int REMEMBERED = 1 << 10;

  private final long[] firsts = new long[REMEMBERED];
  private final long[] lasts = new long[REMEMBERED];
  private final long[] tags = new long[REMEMBERED];
  private final long[] masks = new long[REMEMBERED];
  private final boolean[] leavesOnly = new boolean[REMEMBERED];
  private long count;

  /** The number of the next one. */
  public long next() {
    return count;
  }

  /** What covers an address of first to last, under a tag that agrees within the mask, has gone. */
  public void add(long first, long last, long tag, long mask, boolean lastLevelOnly) {
    int slot = (int) count & (REMEMBERED - 1);
    firsts[slot] = first;
    lasts[slot] = last;
    tags[slot] = tag;
    masks[slot] = mask;
    leavesOnly[slot] = lastLevelOnly;
    count++;
  }

  /** Whether a leaf read since then may be out of date. */
  public boolean coverLeaf(long since, long base, int bits, long tag) {
    return firstCover(since, base, bits, tag, true) != NONE;
  }

  /** Whether a table entry read since then may be out of date. */
  public boolean coverTable(long since, long base, int bits, long tag) {
    return firstCover(since, base, bits, tag, false) != NONE;
  }

  /** The first invalidation since then that covers a leaf, or {@link #NONE}. */
  public long firstLeafCover(long since, long base, int bits, long tag) {
    return firstCover(since, base, bits, tag, true);
  }

  private long firstCover(long since, long base, int bits, long tag, boolean leaf) {
    if (count - since > REMEMBERED) {
      return since;
    }
    long first = base & -(1L << bits);
    long last = first | ((1L << bits) - 1);
    for (long i = since; i < count; i++) {
      int slot = (int) i & (REMEMBERED - 1);
      if ((leaf || !leavesOnly[slot])
          && ((tags[slot] ^ tag) & masks[slot]) == 0
          && Long.compareUnsigned(firsts[slot], last) <= 0
          && Long.compareUnsigned(lasts[slot], first) >= 0) {
        return i;
      }
    }
    return NONE;
  }
}
