package io.pilsim.engine;

import io.pilsim.engine.trace.TraceSink;

/**
 * The engine over a heap of packed keys: best for few pending events, or widely spread delays.
 *
 * <p>A key is (time since a base, phase, place), where the place of an event is its index in {@link
 * #pending}. Places are handed out upwards, so they are also the schedule order; when they have run
 * out, the events still pending move together at the lower end, which keeps their order and takes
 * time in proportion to what has been handed out. Cancelling empties the place; its key is dropped
 * when it comes to the top.
 *
 * <p>The base follows the present. Events beyond the reach of a key wait in {@link FarEvents}: none
 * of them is due before any key, and they get keys as soon as the base allows. Nothing is allocated
 * once the arrays have grown to what is pending.
 */
public final class HeapSimulator extends Simulator {
  private static final int RANK_BITS = 2;

  private final KeyHeap keys = new KeyHeap();
  private final FarEvents far = new FarEvents();
  private final int placeBits;
  private final int timeShift;
  private final int placeMask;
  private final long reachPs;
  private long basePs;
  private Event[] pending;
  private int nextPlace;
  private int cancelled; // keys whose place is empty

  public HeapSimulator() {
    this(LookAhead.ON);
  }

  public HeapSimulator(LookAhead lookAhead) {
    this(lookAhead, TraceSink.NONE);
  }

  public HeapSimulator(LookAhead lookAhead, TraceSink trace) {
    this(lookAhead, 24, timeBits(24), trace);
  }

  /**
   * The engine with keys of that many bits for the place: so many events, to the power of two, can
   * be within reach (0.14 s for 24 bits), and half as many pending.
   */
  HeapSimulator(LookAhead lookAhead, int placeBits) {
    this(lookAhead, placeBits, timeBits(placeBits));
  }

  HeapSimulator(LookAhead lookAhead, int placeBits, int timeBits) {
    this(lookAhead, placeBits, timeBits, TraceSink.NONE);
  }

  private HeapSimulator(LookAhead lookAhead, int placeBits, int timeBits, TraceSink trace) {
    super(lookAhead, trace);
    this.placeBits = placeBits;
    this.timeShift = placeBits + RANK_BITS;
    this.placeMask = (1 << placeBits) - 1;
    this.reachPs = (1L << timeBits) - 1; // the last time is left out: it could make a key NONE
    this.pending = new Event[1 << Math.min(10, placeBits)];
  }

  private static int timeBits(int placeBits) {
    return Long.SIZE - 1 - RANK_BITS - placeBits;
  }

  @Override
  public void after(long delayPs, Event event) {
    long whenPs = dueTime(delayPs, event);
    int rank = dueRank(delayPs, event);
    event.whenPs = whenPs;
    if (whenPs - basePs < reachPs || renewBase(whenPs)) {
      addKey(event, rank);
    } else {
      far.add(event, rank);
    }
  }

  @Override
  public void cancel(Event event) {
    if (event.place == Event.NOT_SCHEDULED) {
      return;
    }
    if (event.whenPs - basePs < reachPs) {
      pending[event.place] = null;
      event.place = Event.NOT_SCHEDULED;
      cancelled++;
    } else {
      far.remove(event);
    }
  }

  @Override
  void fireAllDueBy(long limitPs) {
    while (true) {
      keys.closeHole();
      long key = keys.first();
      if (key == KeyHeap.NONE) {
        if (far.isEmpty() || far.firstPs() > limitPs) {
          return;
        }
        moveBase(far.firstPs());
        continue;
      }
      long whenPs = basePs + (key >>> timeShift);
      if (whenPs > limitPs) {
        return;
      }
      keys.takeFirst();
      int place = (int) key & placeMask;
      Event event = pending[place];
      if (event == null) {
        cancelled--;
        continue;
      }
      pending[place] = null;
      fire(event, whenPs, (int) (key >>> placeBits) & ((1 << RANK_BITS) - 1));
    }
  }

  @Override
  boolean mayBeDueBy(long instantPs) {
    long key = keys.first();
    if (key == KeyHeap.NONE) {
      return !far.isEmpty() && far.firstPs() <= instantPs;
    }
    return basePs + (key >>> timeShift) <= instantPs;
  }

  @Override
  boolean isQuiescent() {
    return keys.size() == cancelled && far.isEmpty();
  }

  private void addKey(Event event, int rank) {
    if (nextPlace == pending.length) {
      renumber();
    }
    int place = nextPlace++;
    pending[place] = event;
    event.place = place;
    keys.add(((event.whenPs - basePs) << timeShift) | ((long) rank << placeBits) | place);
  }

  /**
   * Lets the base follow the present if it has gone far; whether that instant can now be reached.
   */
  private boolean renewBase(long whenPs) {
    if (nowPs() - basePs > reachPs >> 1) {
      moveBase(nowPs());
    }
    return whenPs - basePs < reachPs;
  }

  /** To an instant that no key lies before. */
  private void moveBase(long newBasePs) {
    keys.closeHole();
    long difference = (newBasePs - basePs) << timeShift;
    for (int i = 0; i < keys.size(); i++) {
      keys.setKey(i, keys.key(i) - difference);
    }
    basePs = newBasePs;
    while (!far.isEmpty() && far.firstPs() - basePs < reachPs) {
      Event event = far.removeFirst();
      addKey(event, event.rank);
    }
  }

  /** Hands out the places anew, from 0, in the order of the old ones. */
  private void renumber() {
    keys.closeHole();
    int live = 0;
    for (Event event : pending) {
      if (event != null) {
        event.place = live++;
      }
    }
    renumberKeys();
    Event[] old = pending;
    int length = roomFor(live);
    if (length > old.length) {
      pending = new Event[length];
    }
    for (int i = 0; i < old.length; i++) {
      Event event = old[i];
      if (event != null) {
        old[i] = null;
        pending[event.place] = event;
      }
    }
    nextPlace = live;
  }

  private void renumberKeys() {
    int kept = 0;
    for (int i = 0; i < keys.size(); i++) {
      long key = keys.key(i);
      Event event = pending[(int) key & placeMask];
      if (event != null) {
        keys.setKey(kept++, (key & ~(long) placeMask) | event.place);
      }
    }
    if (cancelled > 0) {
      keys.truncate(kept);
      keys.order();
      cancelled = 0;
    }
  }

  /**
   * At most a quarter is in use, so that renumbering is rare, unless the keys have no more bits.
   */
  private int roomFor(int live) {
    int most = placeMask + 1;
    if (live > most >> 1) {
      throw new IllegalStateException("too many events pending: " + live);
    }
    return live > pending.length >> 2 ? Math.min(2 * pending.length, most) : pending.length;
  }
}
