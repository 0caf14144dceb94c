package io.pilsim.engine;

import java.util.Arrays;

/**
 * A four-way heap of events by (time, order). Each event knows its place, so that cancelling one
 * costs as little as firing it.
 */
final class EventHeap {
  private Event[] heap = new Event[1024];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether anything is to fire at or before that instant. */
  boolean isDueBy(long instantPs) {
    return size > 0 && heap[0].whenPs <= instantPs;
  }

  void add(Event event) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    moveUp(size++, event);
  }

  Event removeFirst() {
    Event first = heap[0];
    remove(first);
    return first;
  }

  void remove(Event event) {
    int hole = event.heapIndex;
    event.heapIndex = Event.NOT_SCHEDULED;
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
    for (int child = 4 * i + 1; child < size; child = 4 * i + 1) {
      int least = leastOf(child, Math.min(child + 4, size));
      if (before(event, heap[least])) {
        break;
      }
      put(i, heap[least]);
      i = least;
    }
    put(i, event);
  }

  private int leastOf(int from, int to) {
    int least = from;
    for (int i = from + 1; i < to; i++) {
      if (before(heap[i], heap[least])) {
        least = i;
      }
    }
    return least;
  }

  private void put(int i, Event event) {
    heap[i] = event;
    event.heapIndex = i;
  }

  private static int parent(int i) {
    return (i - 1) >> 2;
  }

  private static boolean before(Event a, Event b) {
    return a.whenPs < b.whenPs || (a.whenPs == b.whenPs && a.order < b.order);
  }
}
