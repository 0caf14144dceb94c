package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Simulator;
import java.util.ArrayDeque;

/**
 * So many of something that transactions hold for a time. Granted in the order of asking, unless
 * {@link Quirks#wakeUpsRace} lets whoever runs first have what has been given back.
 */
final class Permits {
  private final Simulator sim;
  private final boolean race;
  private final int capacity;
  private final ArrayDeque<Transaction> waiting = new ArrayDeque<>();
  private int free;

  Permits(int capacity, Quirks quirks, Simulator sim) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be positive: " + capacity);
    }
    this.sim = sim;
    this.race = quirks.wakeUpsRace();
    this.capacity = capacity;
    this.free = capacity;
  }

  /** Takes one, or queues the transaction, which is fired when it may be its turn. */
  boolean take(Transaction t) {
    if (free > 0) {
      free--;
      return true;
    }
    waiting.addLast(t);
    return false;
  }

  /** Whether a transaction that has been fired may go on: else it is queued again. */
  boolean retake(Transaction t) {
    return !race || take(t);
  }

  void release() {
    if (free == capacity) {
      throw new IllegalStateException("released more often than taken");
    }
    Transaction next = waiting.pollFirst();
    if (next == null || race) {
      free++;
    }
    if (next != null) {
      sim.after(0, next);
    }
  }
}
