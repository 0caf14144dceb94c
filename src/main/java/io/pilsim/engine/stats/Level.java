package io.pilsim.engine.stats;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.trace.TraceSink;

/** A value that changes over time, such as the length of a queue or the bytes in use. */
public final class Level implements Stat {
  private final Simulator sim;
  private final TraceSink trace;
  private final boolean traced;
  private final int track;
  private final WideSum area = new WideSum();
  private long value;
  private long max;
  private long sincePs;
  private long markPs;
  private double areaAtMark;

  Level(String path, Unit unit, Simulator sim) {
    this.sim = sim;
    this.trace = sim.trace();
    this.traced = trace.isOn();
    int dot = path.indexOf('.');
    this.track = trace.counterTrack(dot < 0 ? path : path.substring(0, dot), path, unit);
    this.sincePs = sim.nowPs();
    this.markPs = sincePs;
  }

  public void add(long change) {
    set(Math.addExact(value, change));
  }

  public void set(long value) {
    accumulate();
    this.value = value;
    this.max = Math.max(max, value);
    if (traced) {
      trace.counter(track, sincePs, value);
    }
  }

  public long value() {
    return value;
  }

  /** The highest value since the mark or, without one, since the start; zero at least. */
  public long max() {
    return max;
  }

  /**
   * The mean over all the time from the mark or, without one, the start until now; the value itself
   * when none has passed.
   */
  public double mean() {
    accumulate();
    return sincePs == markPs
        ? value
        : (area.toBigInteger().doubleValue() - areaAtMark) / (double) (sincePs - markPs);
  }

  @Override
  public void mark() {
    accumulate();
    areaAtMark = area.toBigInteger().doubleValue();
    markPs = sincePs;
    max = value;
  }

  /** The area below the curve until now, value times picoseconds; fails beyond 64 bits. */
  public long area() {
    accumulate();
    return area.toLongExact();
  }

  private void accumulate() {
    long nowPs = sim.nowPs();
    area.addProduct(value, nowPs - sincePs);
    sincePs = nowPs;
  }
}
