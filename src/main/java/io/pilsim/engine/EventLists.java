package io.pilsim.engine;

/**
 * Many lists of events, first in, first out, linked through the events themselves. An event's place
 * is the number of its list.
 */
final class EventLists {
  private final Event[] firsts;
  private final Event[] lasts;

  EventLists(int count) {
    firsts = new Event[count];
    lasts = new Event[count];
  }

  boolean isEmpty(int list) {
    return firsts[list] == null;
  }

  /** Meaningless when the list is empty. */
  boolean hasOne(int list) {
    return firsts[list] == lasts[list];
  }

  Event first(int list) {
    return firsts[list];
  }

  void append(int list, Event event) {
    Event last = lasts[list];
    if (last == null) {
      firsts[list] = event;
    } else {
      last.next = event;
      event.previous = last;
    }
    lasts[list] = event;
    event.place = list;
  }

  /** Empties the list, whose events stay linked to each other. */
  Event takeAll(int list) {
    Event first = firsts[list];
    firsts[list] = null;
    lasts[list] = null;
    return first;
  }

  /** Takes an event out of its list. */
  void remove(Event event) {
    int list = event.place;
    Event next = event.next;
    Event previous = event.previous;
    if (previous == null) {
      firsts[list] = next;
    } else {
      previous.next = next;
      event.previous = null;
    }
    if (next == null) {
      lasts[list] = previous;
    } else {
      next.previous = previous;
      event.next = null;
    }
    event.place = Event.NOT_SCHEDULED;
  }
}
