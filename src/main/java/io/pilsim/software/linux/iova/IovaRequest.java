package io.pilsim.software.linux.iova;

/** The frame of one allocation or release of a range of I/O addresses. Reused by its owner. */
public final class IovaRequest {
  private int cpu;
  private long wanted;
  long limitPfn;
  long pages;
  int sizeClass;
  long pfn = IovaRanges.NONE;
  int steps;
  boolean flushed;

  /** What the next allocation is to give: so many pages below a page, to a thread on a CPU. */
  public void ask(int cpu, long pages, long limitPfn) {
    this.cpu = cpu;
    this.wanted = pages;
    this.limitPfn = limitPfn;
    this.flushed = false;
  }

  /** The range that is given back next, by a thread on a CPU. */
  public void give(int cpu, long pfn, long pages) {
    this.cpu = cpu;
    this.pfn = pfn;
    this.wanted = pages;
  }

  public int cpu() {
    return cpu;
  }

  public long wanted() {
    return wanted;
  }

  /** The first page of the range. */
  public long pfn() {
    return pfn;
  }
}
