package io.pilsim.engine;

import io.pilsim.engine.trace.TraceSink;

/**
 * A single-threaded discrete-event engine. Events fire in the total order (time, phase, schedule
 * order), so a run is a pure function of its inputs, whichever engine carries it out.
 *
 * <p>An event scheduled with zero delay never fires in an earlier phase than the one that schedules
 * it: within one instant, phases only move forward.
 *
 * <p>Each engine is a final class with a run loop of its own, so that taking the next event never
 * costs a virtual call.
 */
public abstract class Simulator {
  private final boolean looksAhead;
  private final TraceSink trace;
  private boolean running;
  private long limitPs;
  private long nowPs;
  private long fired;
  private int eventRank; // of the event that fires
  private int presentRank; // in which it fires: a zero delay may have made it later than its own

  Simulator(LookAhead lookAhead, TraceSink trace) {
    this.looksAhead = lookAhead == LookAhead.ON;
    this.trace = trace;
  }

  /** Who is told what happens; the same from start to end, so that components may keep it. */
  public final TraceSink trace() {
    return trace;
  }

  /** The present, in picoseconds since the start of the run. */
  public final long nowPs() {
    return nowPs;
  }

  /** How many events have fired, those included for which {@link #tryAdvance} stood in. */
  public final long firedEvents() {
    return fired;
  }

  /** Schedules an event; it must not be scheduled already. */
  public abstract void after(long delayPs, Event event);

  /** Withdraws a scheduled event; does nothing when it is not scheduled. */
  public abstract void cancel(Event event);

  /**
   * Moves time on inline when nothing else is due until then, instead of scheduling the firing
   * event again. Only for the last statement on a path through {@code fire}: on true, go on as if
   * fired at {@link #nowPs}; on false, nothing has happened, so schedule as usual. Nobody can tell
   * the difference.
   */
  public final boolean tryAdvance(long delayPs) {
    long untilPs = instantAfter(delayPs);
    if (!running || !looksAhead || untilPs > limitPs || mayBeDueBy(untilPs)) {
      return false;
    }
    nowPs = untilPs;
    fired++;
    if (delayPs > 0) {
      presentRank = eventRank;
    }
    return true;
  }

  /** Fires everything that is due up to the limit, and leaves time there. */
  public final void runUntil(long limitPs) {
    run(limitPs);
    nowPs = Math.max(nowPs, limitPs);
  }

  /**
   * Fires everything until nothing is scheduled, or until the next event lies beyond the limit.
   * Time stays at the last event fired.
   *
   * @return whether nothing is scheduled any more
   */
  public final boolean runToQuiescence(long limitPs) {
    run(limitPs);
    return isQuiescent();
  }

  private void run(long limitPs) {
    if (running) {
      throw new IllegalStateException("already running");
    }
    this.limitPs = limitPs;
    running = true;
    try {
      fireAllDueBy(limitPs);
    } finally {
      running = false;
      presentRank = 0;
    }
  }

  /** The run loop: hands over every event due by then, in order, to {@link #fire}. */
  abstract void fireAllDueBy(long limitPs);

  /** False only if nothing is to fire at or before that instant. */
  abstract boolean mayBeDueBy(long instantPs);

  /** Whether nothing is scheduled; asked between runs only. */
  abstract boolean isQuiescent();

  /** Fires an event that has left the calendar. */
  final void fire(Event event, long whenPs, int rank) {
    event.place = Event.NOT_SCHEDULED;
    nowPs = whenPs;
    fired++;
    eventRank = event.rank;
    presentRank = rank;
    event.fire(whenPs);
  }

  /** When an event about to be scheduled is to fire. */
  final long dueTime(long delayPs, Event event) {
    if (event.place != Event.NOT_SCHEDULED) {
      throw new IllegalStateException("already scheduled: " + event);
    }
    return instantAfter(delayPs);
  }

  /** In which phase an event about to be scheduled is to fire. */
  final int dueRank(long delayPs, Event event) {
    return delayPs == 0 ? Math.max(event.rank, presentRank) : event.rank;
  }

  private long instantAfter(long delayPs) {
    if (delayPs < 0) {
      throw new IllegalArgumentException("delayPs must not be negative: " + delayPs);
    }
    return Math.addExact(nowPs, delayPs);
  }
}
