package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Simulator;
import java.util.ArrayDeque;

/**
 * The walker's slots: granted to the highest quality of service first, in order of arrival within
 * one. A walk that has its slot keeps it.
 *
 * <p>Source: MMU-500 TRM DDI 0517, 2.3.5.
 */
final class WalkSlots {
  static final int CLASSES = 16;

  private final Simulator sim;
  private final ArrayDeque<Walk>[] waiting;
  private int classesWaiting; // a bit each
  private int free;

  @SuppressWarnings({"unchecked", "rawtypes"})
  WalkSlots(int count, Simulator sim) {
    this.sim = sim;
    this.free = count;
    this.waiting = new ArrayDeque[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      waiting[i] = new ArrayDeque<>();
    }
  }

  /** Fires the walk as soon as a slot is its own. */
  void acquire(Walk walk) {
    if (free > 0) {
      free--;
      sim.after(0, walk);
    } else {
      waiting[walk.qos].addLast(walk);
      classesWaiting |= 1 << walk.qos;
    }
  }

  void release() {
    if (classesWaiting == 0) {
      free++;
      return;
    }
    int best = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(classesWaiting);
    sim.after(0, waiting[best].pollFirst());
    if (waiting[best].isEmpty()) {
      classesWaiting &= ~(1 << best);
    }
  }
}
