package io.pilsim.peers;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What one writes first: a priority queue of new objects, ordered by time, rank and number. */
final class NaivePeer implements Peer {
  private record Entry(long timePs, int rank, long number, int actor) {}

  private final Workload workload;
  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Entry::timePs)
              .thenComparingInt(Entry::rank)
              .thenComparingLong(Entry::number));
  private long nowPs;
  private long scheduled;

  NaivePeer(Workload workload) {
    this.workload = workload;
  }

  @Override
  public void schedule(int actor, int rank, long delayPs) {
    queue.add(new Entry(nowPs + delayPs, rank, scheduled++, actor));
  }

  @Override
  public void run() {
    workload.begin(this);
    while (!queue.isEmpty()) {
      Entry entry = queue.remove();
      nowPs = entry.timePs();
      workload.act(this, entry.actor());
    }
  }
}
