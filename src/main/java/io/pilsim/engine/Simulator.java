package io.pilsim.engine;

/**
 * A single-threaded discrete-event engine. Events fire in the total order (time, phase, schedule
 * order), so a run is a pure function of its inputs, whichever engine carries it out.
 *
 * <p>An event scheduled with zero delay never fires in an earlier phase than the one that schedules
 * it: within one instant, phases only move forward.
 */
public abstract class Simulator {
  long nowPs;
  long fired;

  Simulator() {}

  /** The present, in picoseconds since the start of the run. */
  public final long nowPs() {
    return nowPs;
  }

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
  public abstract boolean tryAdvance(long delayPs);

  /** Fires everything that is due up to the limit, and leaves time there. */
  public abstract void runUntil(long limitPs);

  /**
   * Fires everything until nothing is scheduled, or until the next event lies beyond the limit.
   * Time stays at the last event fired.
   *
   * @return whether nothing is scheduled any more
   */
  public abstract boolean runToQuiescence(long limitPs);

  final long instantAfter(long delayPs) {
    if (delayPs < 0) {
      throw new IllegalArgumentException("delayPs must not be negative: " + delayPs);
    }
    return Math.addExact(nowPs, delayPs);
  }
}
