package io.pilsim.engine.stats;

import io.pilsim.engine.Simulator;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * For how much of a window of time something is taken that one has at a time: what was taken before
 * the window, or stays taken after it, counts for its part inside alone, so that it is never more
 * than all of it.
 *
 * <p>Source: the utilisation law; Lazowska, Zahorjan, Graham, Sevcik: Quantitative system
 * performance, chapter 3.
 */
public final class Occupancy implements Stat {
  private final Simulator sim;
  private final LongSupplier takenPs;
  private boolean open;
  private long fromPs;
  private long takenFromPs;
  private long lengthPs;
  private long takenInsidePs;

  /**
   * @param takenPs for how long it has been taken until now, since the start of the run
   */
  Occupancy(Simulator sim, LongSupplier takenPs) {
    this.sim = sim;
    this.takenPs = takenPs;
  }

  /** The window begins. */
  @Override
  public void mark() {
    open = true;
    fromPs = sim.nowPs();
    takenFromPs = takenPs.getAsLong();
    lengthPs = 0;
  }

  /** The window ends; nothing happens without one that has begun. */
  public void close() {
    if (open) {
      open = false;
      lengthPs = sim.nowPs() - fromPs;
      takenInsidePs = takenPs.getAsLong() - takenFromPs;
    }
  }

  /** From 0 to 1; empty without a window that has ended. */
  public OptionalDouble share() {
    return lengthPs == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) takenInsidePs / (double) lengthPs);
  }
}
