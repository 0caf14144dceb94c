package io.pilsim.engine;

import java.nio.file.Path;
import java.util.IdentityHashMap;
import jsl.simulation.EventActionIfc;
import jsl.simulation.Executive;
import jsl.simulation.JSLEvent;
import jsl.simulation.Model;
import jsl.simulation.Simulation;

/**
 * An engine whose time and order of events are left to the executive of JSL R1.0.12: the whole
 * model runs under it unchanged.
 *
 * <p>JSL's time is a double, exact up to 2^53 ps, which is 2.5 hours. The phase is the JSL
 * priority, of which the lower goes first; ties are first come, first served in JSL too.
 */
public final class JslSimulator extends Simulator {
  private static final int SCHEDULED = 0;
  private static final long LAST_EXACT_PS = 1L << 53;

  private final Executive executive;
  private final Model model;
  private final IdentityHashMap<Event, Entry> entries = new IdentityHashMap<>();
  private int pending;

  public JslSimulator() {
    this(LookAhead.ON);
  }

  public JslSimulator(LookAhead lookAhead) {
    super(lookAhead);
    Simulation simulation = new Simulation("pilsim", Path.of("target", "jsl"));
    this.executive = simulation.getExecutive();
    this.model = simulation.getModel();
    executive.initialize();
  }

  @Override
  public void after(long delayPs, Event event) {
    long whenPs = dueTime(delayPs, event);
    if (whenPs > LAST_EXACT_PS) {
      throw new IllegalArgumentException("JSL cannot tell picoseconds apart after 2.5 hours");
    }
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

  @Override
  void fireAllDueBy(long limitPs) {
    while (pending > 0 && mayBeDueBy(limitPs)) {
      executive.executeNextEvent();
    }
  }

  /** Looks at cancelled events too, which stay in JSL's calendar until their time has come. */
  @Override
  boolean mayBeDueBy(long instantPs) {
    return executive.hasNextEvent() && executive.peekNextEvent().getTime() <= (double) instantPs;
  }

  @Override
  boolean isQuiescent() {
    return pending == 0;
  }

  /** JSL's side of an event of ours. */
  private final class Entry implements EventActionIfc<Void> {
    private final Event event;
    private JSLEvent<Void> scheduled;
    private long whenPs;
    private int rank;

    Entry(Event event) {
      this.event = event;
    }

    void schedule(long whenPs, int rank) {
      this.whenPs = whenPs;
      this.rank = rank;
      double delay = (double) whenPs - executive.getTime();
      scheduled = executive.scheduleEvent(this, delay, 1 + rank, null, null, model);
    }

    void cancel() {
      executive.cancel(scheduled);
    }

    @Override
    public void action(JSLEvent<Void> now) {
      pending--;
      fire(event, whenPs, rank);
    }
  }
}
