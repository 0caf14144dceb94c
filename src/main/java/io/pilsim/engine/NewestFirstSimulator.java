package io.pilsim.engine;

import io.pilsim.engine.trace.TraceSink;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * An engine that fires the events of one instant and phase in the reverse of the order in which
 * they were scheduled, as gem5's event queue does. For comparison with such simulators alone: no
 * component may depend on it, so it is no {@link EngineKind}.
 */
public final class NewestFirstSimulator extends Simulator {
  private static final int SCHEDULED = 0;

  private record Entry(long whenPs, int rank, long sequence, Event event) {}

  private final PriorityQueue<Entry> calendar =
      new PriorityQueue<>(
          Comparator.comparingLong(Entry::whenPs)
              .thenComparingInt(Entry::rank)
              .thenComparing(Comparator.comparingLong(Entry::sequence).reversed()));
  private long sequence;

  public NewestFirstSimulator() {
    super(LookAhead.OFF, TraceSink.NONE);
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
