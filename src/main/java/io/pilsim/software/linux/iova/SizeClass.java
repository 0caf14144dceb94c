package io.pilsim.software.linux.iova;

import java.util.Set;
import java.util.TreeSet;

/**
 * The caches of ranges of one size: two magazines for each CPU, and a depot of full ones for all.
 *
 * <p>Source: Linux 6.18, drivers/iommu/iova.c, iova_rcache.
 */
final class SizeClass {
  /** Sizes of 1 to 32 pages. */
  static final int CLASSES = 6;

  /** The class of larger ranges, which are not cached. */
  static final int NOT_CACHED = -1;

  final long pages;
  private final Magazine[] loaded;
  private final Magazine[] previous;
  private Magazine depot;
  private Magazine spare;
  private int depotSize;

  SizeClass(long pages, int cpus) {
    this.pages = pages;
    this.loaded = new Magazine[cpus];
    this.previous = new Magazine[cpus];
    for (int i = 0; i < cpus; i++) {
      loaded[i] = new Magazine();
      previous[i] = new Magazine();
    }
  }

  /** The pages that a range of so many takes. */
  static long rounded(long pages) {
    return pages < 1L << (CLASSES - 1) ? Long.highestOneBit(2 * pages - 1) : pages;
  }

  /** The class of ranges of so many pages. */
  static int of(long pages) {
    int order = Long.SIZE - Long.numberOfLeadingZeros(pages - 1);
    return order < CLASSES ? order : NOT_CACHED;
  }

  int depotSize() {
    return depotSize;
  }

  /** Whether the CPU has a range of its own. */
  boolean has(int cpu) {
    return !loaded[cpu].isEmpty() || !previous[cpu].isEmpty();
  }

  /** Whether the CPU has room of its own. */
  boolean hasRoom(int cpu) {
    return !loaded[cpu].isFull() || !previous[cpu].isFull();
  }

  boolean depotHas() {
    return depot != null;
  }

  /** A range of the CPU's, below the limit. */
  long pop(int cpu, long limitPfn) {
    if (loaded[cpu].isEmpty()) {
      swap(cpu);
    }
    return loaded[cpu].pop(limitPfn, pages);
  }

  void push(int cpu, long pfn) {
    if (loaded[cpu].isFull()) {
      swap(cpu);
    }
    loaded[cpu].push(pfn);
  }

  /** Takes a full magazine in place of the CPU's empty one. */
  void takeFromDepot(int cpu) {
    Magazine full = depot;
    depot = full.next;
    depotSize--;
    keepSpare(loaded[cpu]);
    loaded[cpu] = full;
  }

  /** Puts the CPU's full magazine away and gives it an empty one. */
  void putIntoDepot(int cpu) {
    Magazine full = loaded[cpu];
    full.next = depot;
    depot = full;
    depotSize++;
    loaded[cpu] = emptyOne();
  }

  /** Gives one magazine of the depot back to the ranges. */
  void trim(IovaRanges ranges) {
    Magazine full = depot;
    depot = full.next;
    depotSize--;
    full.empty(ranges);
    keepSpare(full);
  }

  /** Gives everything back. */
  void flush(IovaRanges ranges) {
    for (int cpu = 0; cpu < loaded.length; cpu++) {
      loaded[cpu].empty(ranges);
      previous[cpu].empty(ranges);
    }
    while (depot != null) {
      trim(ranges);
    }
  }

  /** Ranges in all magazines. */
  long cached() {
    long sum = 0;
    for (int cpu = 0; cpu < loaded.length; cpu++) {
      sum += loaded[cpu].size() + previous[cpu].size();
    }
    for (Magazine each = depot; each != null; each = each.next) {
      sum += each.size();
    }
    return sum;
  }

  /** Ranges in magazines that are none of the tree's, or that are there already. */
  long strays(IovaRanges ranges) {
    Set<Long> seen = new TreeSet<>();
    long strays = 0;
    for (int cpu = 0; cpu < loaded.length; cpu++) {
      strays += loaded[cpu].strays(ranges, pages, seen) + previous[cpu].strays(ranges, pages, seen);
    }
    for (Magazine each = depot; each != null; each = each.next) {
      strays += each.strays(ranges, pages, seen);
    }
    return strays;
  }

  private void swap(int cpu) {
    Magazine other = loaded[cpu];
    loaded[cpu] = previous[cpu];
    previous[cpu] = other;
  }

  private Magazine emptyOne() {
    if (spare == null) {
      return new Magazine();
    }
    Magazine one = spare;
    spare = one.next;
    return one;
  }

  private void keepSpare(Magazine empty) {
    empty.next = spare;
    spare = empty;
  }
}
