package io.pilsim.software.linux.dma;

/** Ranges that have been unmapped and wait for a flush before they are given again. */
final class FlushRing {
  private final long[] pfns;
  private final long[] pages;
  private final long[] flushes;
  private final long[] returnedPs;
  private int head;
  private int size;
  private int exposed; // the latest entries, whose translations no flush has removed yet

  FlushRing(int entries) {
    this.pfns = new long[entries];
    this.pages = new long[entries];
    this.flushes = new long[entries];
    this.returnedPs = new long[entries];
  }

  boolean isFull() {
    return size == pfns.length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /**
   * @param flush the number of flushes begun so far: a later one covers it
   */
  void add(long pfn, long pageCount, long flush, long nowPs) {
    int slot = slot(size);
    pfns[slot] = pfn;
    pages[slot] = pageCount;
    flushes[slot] = flush;
    returnedPs[slot] = nowPs;
    size++;
    exposed++;
  }

  /** Whether a flush that began after the first entry came is over. */
  boolean isFirstFlushed(long finished) {
    return size > 0 && flushes[head] < finished;
  }

  long firstPfn() {
    return pfns[head];
  }

  long firstPages() {
    return pages[head];
  }

  void removeFirst() {
    head = head + 1 == pfns.length ? 0 : head + 1;
    size--;
  }

  /** A flush is over: accounts for the entries that it covers. */
  void noteFlushed(long finished, long nowPs, Exposure exposure) {
    while (exposed > 0 && flushes[slot(size - exposed)] < finished) {
      int slot = slot(size - exposed);
      exposure.ended(nowPs - returnedPs[slot]);
      exposed--;
    }
  }

  private int slot(int index) {
    int slot = head + index;
    return slot < pfns.length ? slot : slot - pfns.length;
  }
}
