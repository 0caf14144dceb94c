package io.pilsim.software.linux.iommu;

/**
 * What one unmap wants invalidated: the run of leaves just cleared, and with a command queue what
 * has been gathered since the last sync. Reused by its owner, one for each thread.
 */
public final class TlbGather {
  private final int thread;
  private final int core;
  long iova;
  long page;
  long leaves;
  long start;
  long end;
  long gatheredPage;
  long irqsOffFromPs;
  final SyncPoll poll = new SyncPoll();

  /**
   * @param thread from 0, its own among all that invalidate
   * @param core where it runs
   */
  public TlbGather(int thread, int core) {
    this.thread = thread;
    this.core = core;
  }

  public int thread() {
    return thread;
  }

  public int core() {
    return core;
  }

  /** The leaves that have just been cleared. */
  public void cleared(long iova, long page, long leaves) {
    this.iova = iova;
    this.page = page;
    this.leaves = leaves;
  }

  public long iova() {
    return iova;
  }

  public long page() {
    return page;
  }

  public long leaves() {
    return leaves;
  }

  /** Where the gathered range begins. */
  public long start() {
    return start;
  }

  /** Where it ends. */
  public long end() {
    return end;
  }

  /** Of which leaves it is. */
  public long gatheredPage() {
    return gatheredPage;
  }

  public boolean isEmpty() {
    return end == start;
  }

  /** Whether the run just cleared continues what has been gathered. */
  public boolean isContinued() {
    return isEmpty() || (gatheredPage == page && iova <= end && iova + page * leaves >= start);
  }

  /** Adds the run just cleared. */
  public void gather() {
    long runEnd = iova + page * leaves;
    boolean first = isEmpty();
    start = first ? iova : Math.min(start, iova);
    end = first ? runEnd : Math.max(end, runEnd);
    gatheredPage = page;
  }

  /** All of it has been invalidated. */
  public void clear() {
    start = 0;
    end = 0;
  }
}
