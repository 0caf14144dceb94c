package io.pilsim.software.linux.iova;

import java.util.Arrays;

/**
 * The address ranges of one domain that are taken, in order of address, and where a new one goes:
 * below the latest, in the highest gap that is large enough.
 *
 * <p><b>Models:</b> the search downwards from a cached node, its second try from the limit, the
 * size below which a search is known to be in vain, alignment to the range's own size. A search
 * tells how many ranges it passed.
 *
 * <p><b>Does not model:</b> the red-black tree itself: neighbours are linked, and found by a hash
 * of their first page.
 *
 * <p>Source: Linux 6.18, drivers/iommu/iova.c (flow.md 3.7).
 */
final class IovaRanges {
  static final long NONE = -1;

  private static final int NIL = -1;
  private static final int ANCHOR = 0;

  private final long startPfn;
  private long[] first = new long[16];
  private long[] last = new long[16];
  private int[] below = new int[16];
  private int[] above = new int[16];
  private int[] chain = new int[16]; // the next in a bucket, or the next free one
  private int used = 1;
  private int freeNode = NIL;
  private int lowest = ANCHOR;
  private int count;
  private boolean[] out = new boolean[16];
  private long handedTwice;
  private int[] buckets = new int[32];
  private int cached = ANCHOR;
  private long cachedLimit = Long.MAX_VALUE;
  private long vainSize = Long.MAX_VALUE;
  private int visited;
  private int[] touched = new int[16];
  private int touches;

  /**
   * @param startPfn pages below it are never given
   * @param endPfn nor this one and those above it
   */
  IovaRanges(long startPfn, long endPfn) {
    if (startPfn < 0 || endPfn <= startPfn) {
      throw new IllegalArgumentException("no pages from " + startPfn + " to " + endPfn);
    }
    this.startPfn = startPfn;
    first[ANCHOR] = endPfn;
    last[ANCHOR] = endPfn;
    below[ANCHOR] = NIL;
    above[ANCHOR] = NIL;
    Arrays.fill(buckets, NIL);
  }

  /** How many ranges are taken. */
  int count() {
    return count;
  }

  /** How many ranges the latest search passed. */
  int visited() {
    return visited;
  }

  /** How many nodes the latest allocation or release had before it or changed. */
  int touched() {
    return touches;
  }

  /** Each of them. */
  int touched(int index) {
    return touched[index];
  }

  private void touch(int node) {
    if (touches == touched.length) {
      touched = Arrays.copyOf(touched, 2 * touches);
    }
    touched[touches++] = node;
  }

  /** Takes a range of so many pages below the limit, aligned to its size; its first page. */
  long allocate(long pages, long limitPfn) {
    visited = 0;
    touches = 0;
    long limit = Math.min(limitPfn, first[ANCHOR]);
    if (limit != cachedLimit) {
      cachedLimit = limit;
      cached = ANCHOR;
      vainSize = Long.MAX_VALUE;
    }
    if (pages >= vainSize) {
      return NONE;
    }
    long retryFrom = last[cached];
    long pfn = search(cached, pages, limit, startPfn);
    if (pfn == NONE && retryFrom < limit) {
      pfn = search(ANCHOR, pages, limit, retryFrom + 1);
    }
    if (pfn == NONE) {
      vainSize = pages;
    }
    return pfn;
  }

  private long search(int from, long pages, long limit, long lowestPfn) {
    long align = -Long.highestOneBit(2 * pages - 1);
    long high = limit;
    int node = from;
    while (node != NIL) {
      visited++;
      touch(node);
      high = Math.min(high, first[node]);
      long pfn = high >= pages ? high - pages & align : NONE;
      int next = below[node];
      if (pfn < lowestPfn) {
        return NONE;
      }
      if (next == NIL || pfn > last[next]) {
        cached = insert(pfn, pages, node);
        touch(cached);
        return pfn;
      }
      node = next;
    }
    return NONE;
  }

  /** Gives a range back; false when there is none that begins there. */
  boolean free(long pfn) {
    int bucket = bucketOf(pfn);
    int node = buckets[bucket];
    int before = NIL;
    while (node != NIL && first[node] != pfn) {
      before = node;
      node = chain[node];
    }
    if (node == NIL) {
      return false;
    }
    if (before == NIL) {
      buckets[bucket] = chain[node];
    } else {
      chain[before] = chain[node];
    }
    if (pfn >= first[cached]) {
      cached = above[node];
    }
    if (pfn < cachedLimit) {
      vainSize = Long.MAX_VALUE;
    }
    touches = 0;
    touch(node);
    touch(above[node]);
    unlink(node);
    return true;
  }

  /** Whether so many pages from there are one range. */
  boolean has(long pfn, long pages) {
    int node = find(pfn);
    return node != NIL && last[node] == pfn + pages - 1;
  }

  /** The range that begins there is somebody's from now on. */
  void handOut(long pfn) {
    int node = find(pfn);
    if (node == NIL || out[node]) {
      handedTwice++;
    } else {
      out[node] = true;
    }
  }

  /** It is nobody's again. */
  void takeBack(long pfn) {
    int node = find(pfn);
    if (node != NIL) {
      out[node] = false;
    }
  }

  /** How often a range was handed out that was somebody's already, or was none. */
  long handedTwice() {
    return handedTwice;
  }

  private int find(long pfn) {
    int node = buckets[bucketOf(pfn)];
    while (node != NIL && first[node] != pfn) {
      node = chain[node];
    }
    return node;
  }

  /** Levels of a balanced tree of all ranges: how deep a search by address goes. */
  int depth() {
    return Long.SIZE - Long.numberOfLeadingZeros(count + 1L);
  }

  private int insert(long pfn, long pages, int higher) {
    int node = take();
    first[node] = pfn;
    last[node] = pfn + pages - 1;
    out[node] = false;
    int lower = below[higher];
    below[node] = lower;
    above[node] = higher;
    below[higher] = node;
    if (lower == NIL) {
      lowest = node;
    } else {
      above[lower] = node;
    }
    count++;
    if (count > buckets.length) {
      rehash();
    } else {
      link(node);
    }
    return node;
  }

  private void unlink(int node) {
    int lower = below[node];
    int higher = above[node];
    below[higher] = lower;
    if (lower == NIL) {
      lowest = higher;
    } else {
      above[lower] = higher;
    }
    chain[node] = freeNode;
    freeNode = node;
    count--;
  }

  private int take() {
    if (freeNode != NIL) {
      int node = freeNode;
      freeNode = chain[node];
      return node;
    }
    if (used == first.length) {
      int size = 2 * used;
      first = Arrays.copyOf(first, size);
      last = Arrays.copyOf(last, size);
      below = Arrays.copyOf(below, size);
      above = Arrays.copyOf(above, size);
      chain = Arrays.copyOf(chain, size);
      out = Arrays.copyOf(out, size);
    }
    return used++;
  }

  private void link(int node) {
    int bucket = bucketOf(first[node]);
    chain[node] = buckets[bucket];
    buckets[bucket] = node;
  }

  private void rehash() {
    buckets = new int[2 * buckets.length];
    Arrays.fill(buckets, NIL);
    for (int node = lowest; node != ANCHOR; node = above[node]) {
      link(node);
    }
  }

  private int bucketOf(long pfn) {
    long mixed = pfn * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 40) & buckets.length - 1;
  }
}
