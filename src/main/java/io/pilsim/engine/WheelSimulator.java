package io.pilsim.engine;

import io.pilsim.engine.trace.TraceSink;

/**
 * The engine over a hierarchical timing wheel: no event is ever compared with another, so that it
 * takes the same time however many are pending.
 *
 * <p>A window of time, aligned to its own length, is open: each of its picoseconds has one list for
 * each phase, so the lists are the order of firing. Beyond it, a bucket for each of the next
 * windows within their common aligned span; and above those, levels of 64 buckets, each bucket as
 * long as the whole level below. An event is on the level of the highest bit in which its time
 * differs from the open window's. When a window is used up, the first bucket of the lowest level in
 * use is dealt out to the levels below it, in its order; an event that has a bucket to itself fires
 * from there.
 *
 * <p>Events of one instant are always together in one bucket, for their level and bucket follow
 * from their time: this is what keeps their schedule order. The open window never begins after the
 * present. Nothing is ever allocated.
 */
public final class WheelSimulator extends Simulator {
  private static final int PHASE_BITS = 2;
  private static final int NEAR_BITS = 10;
  private static final int LEVEL_BITS = 6;
  private static final int TIME_BITS = Long.SIZE - 1;

  private final int windowBits;
  private final int nearBits; // of a time, below those that tell levels apart
  private final int nearList; // where the lists of the near buckets begin
  private final int levelList; // where the lists of the levels begin
  private final EventLists lists;
  private final BitMap open;
  private final BitMap near;
  private final long[] levels; // which buckets of each level are in use
  private int levelsInUse;
  private long windowPs; // where the open window begins

  public WheelSimulator() {
    this(LookAhead.ON);
  }

  public WheelSimulator(LookAhead lookAhead) {
    this(lookAhead, TraceSink.NONE);
  }

  public WheelSimulator(LookAhead lookAhead, TraceSink trace) {
    this(lookAhead, 10, trace);
  }

  /** A wheel whose window has a length of two to that many picoseconds, which is at most ten. */
  public WheelSimulator(LookAhead lookAhead, int windowBits) {
    this(lookAhead, windowBits, TraceSink.NONE);
  }

  private WheelSimulator(LookAhead lookAhead, int windowBits, TraceSink trace) {
    super(lookAhead, trace);
    if (windowBits < 0 || windowBits > 10) {
      throw new IllegalArgumentException("a window has 0 to 10 bits: " + windowBits);
    }
    this.windowBits = windowBits;
    this.nearBits = windowBits + NEAR_BITS;
    this.levels = new long[(TIME_BITS - nearBits + LEVEL_BITS - 1) / LEVEL_BITS];
    this.nearList = 1 << (windowBits + PHASE_BITS);
    this.levelList = nearList + (1 << NEAR_BITS);
    this.lists = new EventLists(levelList + (levels.length << LEVEL_BITS));
    this.open = new BitMap(nearList);
    this.near = new BitMap(1 << NEAR_BITS);
  }

  @Override
  public void after(long delayPs, Event event) {
    event.whenPs = dueTime(delayPs, event);
    event.order = dueRank(delayPs, event);
    add(event);
  }

  @Override
  public void cancel(Event event) {
    if (event.place != Event.NOT_SCHEDULED) {
      remove(event);
    }
  }

  @Override
  void fireAllDueBy(long limitPs) {
    while (true) {
      int list = firstList();
      if (list < 0) {
        return;
      }
      Event event = lists.first(list);
      if (list < nearList) {
        if (event.whenPs > limitPs) {
          return;
        }
        remove(event);
        fire(event, event.whenPs, (int) event.order);
      } else if (lists.hasOne(list)) {
        if (event.whenPs > limitPs) {
          return;
        }
        remove(event);
        openWindowOf(event.whenPs);
        fire(event, event.whenPs, (int) event.order);
      } else if (!dealOut(list, limitPs)) {
        return;
      }
    }
  }

  @Override
  boolean mayBeDueBy(long instantPs) {
    int list = firstList();
    if (list < 0) {
      return false;
    }
    if (list < nearList || lists.hasOne(list)) {
      return lists.first(list).whenPs <= instantPs;
    }
    return startPs(list) <= instantPs;
  }

  @Override
  boolean isQuiescent() {
    return firstList() < 0;
  }

  /** The list in which the next event is: the event itself when the list is of the open window. */
  private int firstList() {
    if (!open.isEmpty()) {
      return open.lowest();
    }
    if (!near.isEmpty()) {
      return nearList + near.lowest();
    }
    if (levelsInUse == 0) {
      return -1;
    }
    int level = Integer.numberOfTrailingZeros(levelsInUse);
    return levelList + (level << LEVEL_BITS) + Long.numberOfTrailingZeros(levels[level]);
  }

  private void add(Event event) {
    long whenPs = event.whenPs;
    long difference = whenPs ^ windowPs;
    if (difference >>> windowBits == 0) {
      int list = ((int) difference << PHASE_BITS) | (int) event.order;
      lists.append(list, event);
      open.set(list);
    } else if (difference >>> nearBits == 0) {
      int bucket = (int) (whenPs >>> windowBits) & ((1 << NEAR_BITS) - 1);
      lists.append(nearList + bucket, event);
      near.set(bucket);
    } else {
      int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(difference);
      int level = (highest - nearBits) / LEVEL_BITS;
      int bucket = (int) (whenPs >>> shiftOf(level)) & ((1 << LEVEL_BITS) - 1);
      lists.append(levelList + (level << LEVEL_BITS) + bucket, event);
      levels[level] |= 1L << bucket;
      levelsInUse |= 1 << level;
    }
  }

  private void remove(Event event) {
    int list = event.place;
    lists.remove(event);
    if (lists.isEmpty(list)) {
      markEmpty(list);
    }
  }

  private void markEmpty(int list) {
    if (list < nearList) {
      open.clear(list);
    } else if (list < levelList) {
      near.clear(list - nearList);
    } else {
      int level = (list - levelList) >> LEVEL_BITS;
      levels[level] &= ~(1L << (list - levelList));
      if (levels[level] == 0) {
        levelsInUse &= ~(1 << level);
      }
    }
  }

  /** Moves a bucket's events to lower levels, unless all are due after the limit. */
  private boolean dealOut(int list, long limitPs) {
    long leastPs = Long.MAX_VALUE;
    for (Event event = lists.first(list); event != null; event = event.next) {
      leastPs = Math.min(leastPs, event.whenPs);
    }
    if (leastPs > limitPs) {
      return false;
    }
    openWindowOf(leastPs);
    Event event = lists.takeAll(list);
    markEmpty(list);
    while (event != null) {
      Event next = event.next;
      event.next = null;
      event.previous = null;
      add(event);
      event = next;
    }
    return true;
  }

  private void openWindowOf(long instantPs) {
    windowPs = instantPs & (-1L << windowBits);
  }

  private long startPs(int list) {
    if (list < levelList) {
      return (windowPs & (-1L << nearBits)) | ((long) (list - nearList) << windowBits);
    }
    int shift = shiftOf((list - levelList) >> LEVEL_BITS);
    int bucket = (list - levelList) & ((1 << LEVEL_BITS) - 1);
    long levelStart =
        shift + LEVEL_BITS >= TIME_BITS ? 0 : windowPs & (-1L << (shift + LEVEL_BITS));
    return levelStart | ((long) bucket << shift);
  }

  private int shiftOf(int level) {
    return nearBits + level * LEVEL_BITS;
  }
}
