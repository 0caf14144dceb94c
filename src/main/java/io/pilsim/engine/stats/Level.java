package io.pilsim.engine.stats;

import io.pilsim.engine.Simulator;

/** A value that changes over time, such as the length of a queue or the bytes in use. */
public final class Level implements Stat {
  private final Simulator sim;
  private long value;
  private long max;
  private long sincePs;
  private long areaHigh;
  private long areaLow;

  Level(Simulator sim) {
    this.sim = sim;
    this.sincePs = sim.nowPs();
  }

  public void add(long change) {
    set(Math.addExact(value, change));
  }

  public void set(long value) {
    accumulate();
    this.value = value;
    this.max = Math.max(max, value);
  }

  public long value() {
    return value;
  }

  /** The highest value so far; zero at least. */
  public long max() {
    return max;
  }

  /** The mean over all the time from the start until now; the value itself when none has passed. */
  public double mean() {
    accumulate();
    return sincePs == 0 ? value : (areaHigh * 0x1p64 + unsigned(areaLow)) / sincePs;
  }

  /** The area below the curve is kept in 128 bits: hours of picoseconds times bytes. */
  private void accumulate() {
    long durationPs = sim.nowPs() - sincePs;
    long low = value * durationPs;
    areaHigh += Math.multiplyHigh(value, durationPs);
    areaLow += low;
    if (Long.compareUnsigned(areaLow, low) < 0) {
      areaHigh++;
    }
    sincePs = sim.nowPs();
  }

  private static double unsigned(long value) {
    return (value >>> 1) * 2.0 + (value & 1);
  }
}
