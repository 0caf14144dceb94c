package io.pilsim.engine;

import java.util.Arrays;

/**
 * Events too far away for the packed keys of {@link HeapSimulator}: a binary heap by (time, phase,
 * schedule order) on the events' own fields. Each event knows its place, so that cancelling one
 * costs as little as taking the first.
 */
final class FarEvents {
  private static final int RANK_SHIFT = 60;

  private Event[] heap = new Event[16];
  private int size;
  private long sequence;

  boolean isEmpty() {
    return size == 0;
  }

  /** Meaningless when there is none. */
  long firstPs() {
    return heap[0].whenPs;
  }

  /** Takes an event whose time is set. */
  void add(Event event, int rank) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    event.order = ((long) rank << RANK_SHIFT) | sequence++;
    moveUp(size++, event);
  }

  Event removeFirst() {
    Event first = heap[0];
    remove(first);
    return first;
  }

  void remove(Event event) {
    int hole = event.place;
    event.place = Event.NOT_SCHEDULED;
    Event last = heap[--size];
    heap[size] = null;
    if (hole == size) {
      return;
    }
    if (hole > 0 && before(last, heap[parent(hole)])) {
      moveUp(hole, last);
    } else {
      moveDown(hole, last);
    }
  }

  private void moveUp(int hole, Event event) {
    int i = hole;
    while (i > 0 && before(event, heap[parent(i)])) {
      put(i, heap[parent(i)]);
      i = parent(i);
    }
    put(i, event);
  }

  private void moveDown(int hole, Event event) {
    int i = hole;
    for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (before(event, heap[child])) {
        break;
      }
      put(i, heap[child]);
      i = child;
    }
    put(i, event);
  }

  private void put(int i, Event event) {
    heap[i] = event;
    event.place = i;
  }

  private static int parent(int i) {
    return (i - 1) >> 1;
  }

  private static boolean before(Event a, Event b) {
    return a.whenPs < b.whenPs || (a.whenPs == b.whenPs && a.order < b.order);
  }
}
