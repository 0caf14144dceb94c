package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import java.util.ArrayDeque;

/**
 * So many of something that transactions hold for a time. Granted in the order of asking, unless
 * {@link Quirks#wakeUpsRace} lets whoever runs first have what has been given back.
 */
final class Permits {
  private final Simulator sim;
  private final boolean race;
  private final int capacity;
  private final Cause cause;
  private final ArrayDeque<Agent> waiting = new ArrayDeque<>();
  private final Level queue;
  private final Latency waits;
  private int free;

  /**
   * All free.
   *
   * @param cause what waiting for one is booked as
   */
  Permits(int capacity, Cause cause, Quirks quirks, Simulator sim, StatGroup stats) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be positive: " + capacity);
    }
    this.sim = sim;
    this.race = quirks.wakeUpsRace();
    this.capacity = capacity;
    this.cause = cause;
    this.free = capacity;
    this.queue = stats.level("queue", Unit.COUNT, "how many wait", sim);
    this.waits = stats.latency("wait", "of those that had to wait");
    stats.laws().little("those that wait", queue, waits);
  }

  /** Takes one, or queues whoever asks, who is fired when it may be its turn. */
  boolean take(Agent agent) {
    if (free > 0) {
      free--;
      return true;
    }
    waiting.addLast(agent);
    return false;
  }

  /** Whether one that has been fired may go on: else it is queued again. */
  boolean retake(Agent agent) {
    return !race || take(agent);
  }

  void waitBegun() {
    queue.add(1);
  }

  void waitOver(long durationPs) {
    queue.add(-1);
    waits.record(durationPs);
  }

  Cause cause() {
    return cause;
  }

  void release() {
    if (free == capacity) {
      throw new IllegalStateException("released more often than taken");
    }
    Agent next = waiting.pollFirst();
    if (next == null || race) {
      free++;
    }
    if (next != null) {
      sim.after(0, next);
    }
  }
}
