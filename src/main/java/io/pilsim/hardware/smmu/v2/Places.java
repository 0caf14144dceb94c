package io.pilsim.hardware.smmu.v2;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Numbered places, and who waits until those that are taken now have been left. */
final class Places {
  /** Somebody who waits for some places to be left. */
  abstract static class Drain {
    final BitSet waitsFor = new BitSet();

    /** The last of the places has been left. */
    abstract void drained();
  }

  private final int[] free;
  private int freeCount;
  private final BitSet taken = new BitSet();
  private final List<Drain> drains = new ArrayList<>();

  Places(int count) {
    free = new int[count];
    for (int place = count - 1; place >= 0; place--) {
      free[freeCount++] = place;
    }
  }

  boolean isAnyFree() {
    return freeCount > 0;
  }

  int take() {
    int place = free[--freeCount];
    taken.set(place);
    return place;
  }

  void leave(int place) {
    if (!taken.get(place)) {
      throw new IllegalStateException("left but not taken: " + place);
    }
    taken.clear(place);
    free[freeCount++] = place;
    for (int i = drains.size() - 1; i >= 0; i--) {
      Drain drain = drains.get(i);
      if (drain.waitsFor.get(place)) {
        drain.waitsFor.clear(place);
        if (drain.waitsFor.isEmpty()) {
          drains.remove(i);
          drain.drained();
        }
      }
    }
  }

  /** The next taken place from one on, or -1. */
  int nextTaken(int from) {
    return taken.nextSetBit(from);
  }

  int takenCount() {
    return free.length - freeCount;
  }

  /** Waits for every place that is taken. */
  void drainAll(Drain drain) {
    drain.waitsFor.or(taken);
    drain(drain);
  }

  /** Waits for the places that the drain names; at once if it names none. */
  void drain(Drain drain) {
    if (drain.waitsFor.isEmpty()) {
      drain.drained();
    } else {
      drains.add(drain);
    }
  }
}
