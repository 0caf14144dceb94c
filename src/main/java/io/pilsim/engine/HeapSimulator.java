package io.pilsim.engine;

/** The engine over a {@link EventHeap}. */
public final class HeapSimulator extends Simulator {
  private static final int RANK_SHIFT = 60;

  private final EventHeap heap = new EventHeap();
  private long sequence;
  private long limitPs;
  private Event firing;
  private int firingRank;

  @Override
  public void after(long delayPs, Event event) {
    if (event.heapIndex != Event.NOT_SCHEDULED) {
      throw new IllegalStateException("already scheduled: " + event);
    }
    event.whenPs = instantAfter(delayPs);
    int rank = event.phase.rank;
    if (delayPs == 0) {
      rank = Math.max(rank, firingRank);
    }
    event.order = ((long) rank << RANK_SHIFT) | sequence++;
    heap.add(event);
  }

  @Override
  public void cancel(Event event) {
    if (event.heapIndex != Event.NOT_SCHEDULED) {
      heap.remove(event);
    }
  }

  @Override
  public boolean tryAdvance(long delayPs) {
    long untilPs = instantAfter(delayPs);
    if (firing == null || untilPs > limitPs || heap.isDueBy(untilPs)) {
      return false;
    }
    nowPs = untilPs;
    fired++;
    if (delayPs > 0) {
      firingRank = firing.phase.rank;
    }
    return true;
  }

  @Override
  public void runUntil(long limitPs) {
    run(limitPs);
    nowPs = Math.max(nowPs, limitPs);
  }

  @Override
  public boolean runToQuiescence(long limitPs) {
    run(limitPs);
    return heap.isEmpty();
  }

  private void run(long limitPs) {
    if (firing != null) {
      throw new IllegalStateException("already running");
    }
    this.limitPs = limitPs;
    try {
      while (heap.isDueBy(limitPs)) {
        fireFirst();
      }
    } finally {
      firing = null;
      firingRank = 0;
    }
  }

  private void fireFirst() {
    firing = heap.removeFirst();
    firingRank = (int) (firing.order >>> RANK_SHIFT);
    nowPs = firing.whenPs;
    fired++;
    firing.fire(nowPs);
  }
}
