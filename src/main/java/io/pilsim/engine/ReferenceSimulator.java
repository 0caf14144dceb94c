package io.pilsim.engine;

import io.pilsim.engine.trace.TraceSink;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The engine that is right because nothing in it is clever: the oracle for all others. Allocates
 * for every event, and takes time in proportion to what is pending to cancel one.
 */
public final class ReferenceSimulator extends Simulator {
  private static final int SCHEDULED = 0;

  private record Entry(long whenPs, int rank, long sequence, Event event) {}

  private static final Comparator<Entry> OLDEST_FIRST = Comparator.comparingLong(Entry::sequence);

  private final PriorityQueue<Entry> calendar;
  private long sequence;

  public ReferenceSimulator() {
    this(LookAhead.ON);
  }

  public ReferenceSimulator(LookAhead lookAhead) {
    this(lookAhead, TraceSink.NONE);
  }

  public ReferenceSimulator(LookAhead lookAhead, TraceSink trace) {
    this(lookAhead, trace, OLDEST_FIRST);
  }

  private ReferenceSimulator(LookAhead lookAhead, TraceSink trace, Comparator<Entry> equals) {
    super(lookAhead, trace);
    calendar =
        new PriorityQueue<>(
            Comparator.comparingLong(Entry::whenPs)
                .thenComparingInt(Entry::rank)
                .thenComparing(equals));
  }

  /**
   * One that fires the events of one instant and phase in the reverse of the order in which they
   * were scheduled, as gem5's event queue does. For comparison with such simulators alone: no
   * component may depend on it, so it is no {@link EngineKind}.
   */
  public static Simulator newestFirst() {
    return new ReferenceSimulator(LookAhead.OFF, TraceSink.NONE, OLDEST_FIRST.reversed());
  }

  @Override
  public void after(long delayPs, Event event) {
    long whenPs = dueTime(delayPs, event);
    event.place = SCHEDULED;
    calendar.add(new Entry(whenPs, dueRank(delayPs, event), sequence++, event));
  }

  @Override
  public void cancel(Event event) {
    if (event.place == SCHEDULED) {
      event.place = Event.NOT_SCHEDULED;
      calendar.removeIf(entry -> entry.event == event);
    }
  }

  @Override
  void fireAllDueBy(long limitPs) {
    while (mayBeDueBy(limitPs)) {
      Entry first = calendar.remove();
      fire(first.event, first.whenPs, first.rank);
    }
  }

  @Override
  boolean mayBeDueBy(long instantPs) {
    return !calendar.isEmpty() && calendar.element().whenPs <= instantPs;
  }

  @Override
  boolean isQuiescent() {
    return calendar.isEmpty();
  }
}
