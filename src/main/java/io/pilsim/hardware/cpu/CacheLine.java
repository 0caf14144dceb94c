package io.pilsim.hardware.cpu;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import java.util.BitSet;

/**
 * One line of memory that cores write in turn.
 *
 * <p><b>Models:</b> a line that is with one core at a time when it is written and with many when it
 * is read; transfers one after another, in the order in which they were asked for; how far the line
 * comes.
 *
 * <p><b>Does not model:</b> the line's eviction, far atomics, prefetches, what is in it.
 */
public final class CacheLine {
  private static final int NOWHERE = -1;

  private final TopologyParams params;
  private final Simulator sim;
  private final BitSet sharers = new BitSet();
  private int owner = NOWHERE;
  private long freePs;
  private final Counter accesses;
  private final Counter transfers;
  private final Counter busyTime;
  private final Latency waitTime;

  /**
   * @param stats the line's own group
   */
  public CacheLine(TopologyParams params, Simulator sim, StatGroup stats) {
    this.params = params;
    this.sim = sim;
    this.accesses = stats.counter("accesses", "reads and atomic writes of the line");
    this.transfers = stats.counter("transfers", "those for which it had to come from elsewhere");
    this.busyTime =
        stats.counter("busy_time", Unit.PICOSECONDS, "time in which the line was on its way");
    this.waitTime = stats.latency("wait_time", "wait for others who asked for the line before");
    stats.occupancy(
        "utilization",
        "part of the measured window in which it was on its way",
        sim,
        () -> busyTime.value() - Math.max(0, freePs - sim.nowPs()));
    stats.laws().atMost("transfers <= accesses", transfers::value, accesses::value);
  }

  /** How long an atomic write by a core takes that begins now; the line is then its own. */
  public long writePs(int core) {
    long takesPs = takePs(params.transferPs(from(core), core), owner != core || shared(core));
    owner = core;
    sharers.clear();
    sharers.set(core);
    return takesPs;
  }

  /** How long a read by a core takes that begins now; it then has a copy. */
  public long readPs(int core) {
    if (sharers.get(core)) {
      accesses.increment();
      return params.samePs();
    }
    long takesPs = takePs(params.transferPs(from(core), core), true);
    sharers.set(core);
    return takesPs;
  }

  private boolean shared(int core) {
    return sharers.cardinality() > 1 || !sharers.get(core);
  }

  private int from(int core) {
    return owner == NOWHERE ? core : owner;
  }

  private long takePs(long transferPs, boolean moves) {
    accesses.increment();
    long nowPs = sim.nowPs();
    if (!moves && freePs <= nowPs) {
      return params.samePs();
    }
    long startPs = Math.max(nowPs, freePs);
    freePs = startPs + transferPs;
    transfers.increment();
    busyTime.add(transferPs);
    waitTime.record(startPs - nowPs);
    return freePs - nowPs;
  }
}
