package io.pilsim.engine;

import io.pilsim.engine.trace.TraceSink;
import java.util.IdentityHashMap;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.SplayTree;

/**
 * An engine whose order of events is left to SSJ: an oracle that shares no code with ours.
 *
 * <p>SSJ's time is a double. To be exact up to the last picosecond of a long it counts steps of
 * 2^20 ps; the picoseconds within a step, and the phase, are the SSJ priority. Ties are first come,
 * first served in SSJ too.
 */
public class SsjSimulator extends Simulator {
  private static final int STEP_BITS = 20;
  private static final int PHASES = 4;
  private static final int SCHEDULED = 0;

  private final Calendar calendar;
  private final IdentityHashMap<Event, Entry> entries = new IdentityHashMap<>();
  private int pending;

  public SsjSimulator() {
    this(LookAhead.ON);
  }

  public SsjSimulator(LookAhead lookAhead) {
    this(lookAhead, new SplayTree());
  }

  public SsjSimulator(LookAhead lookAhead, EventList list) {
    super(lookAhead, TraceSink.NONE);
    calendar = new Calendar(list);
  }

  @Override
  public void after(long delayPs, Event event) {
    long whenPs = dueTime(delayPs, event);
    int rank = dueRank(delayPs, event);
    event.place = SCHEDULED;
    pending++;
    entries.computeIfAbsent(event, Entry::new).schedule(whenPs, rank);
  }

  @Override
  public void cancel(Event event) {
    if (event.place == SCHEDULED) {
      event.place = Event.NOT_SCHEDULED;
      entries.get(event).cancel();
      pending--;
    }
  }

  /** How many events are scheduled. */
  final int pending() {
    return pending;
  }

  @Override
  void fireAllDueBy(long limitPs) {
    while (mayBeDueBy(limitPs)) {
      calendar.take().actions();
    }
  }

  @Override
  boolean mayBeDueBy(long instantPs) {
    return !isQuiescent() && ((Entry) calendar.getEventList().getFirst()).whenPs <= instantPs;
  }

  @Override
  boolean isQuiescent() {
    return calendar.getEventList().isEmpty();
  }

  private static final class Calendar extends umontreal.ssj.simevents.Simulator {
    Calendar(EventList list) {
      super(list);
      stopped = false;
    }

    umontreal.ssj.simevents.Event take() {
      return removeFirstEvent();
    }
  }

  /** SSJ's side of an event of ours. */
  private final class Entry extends umontreal.ssj.simevents.Event {
    private final Event event;
    private long whenPs;
    private int rank;

    Entry(Event event) {
      super(calendar);
      this.event = event;
    }

    void schedule(long whenPs, int rank) {
      this.whenPs = whenPs;
      this.rank = rank;
      setPriority((whenPs & ((1 << STEP_BITS) - 1)) * (double) PHASES + rank);
      schedule((whenPs >> STEP_BITS) - calendar.time());
    }

    @Override
    public void actions() {
      pending--;
      fire(event, whenPs, rank);
    }
  }
}
