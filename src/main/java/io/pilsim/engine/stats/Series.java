package io.pilsim.engine.stats;

import java.util.Arrays;

/**
 * The steps of a value over time, in bounded memory: when there is no more room, every second step
 * is dropped, and from then on only so many are kept as that allows. The last one is always there.
 */
public final class Series {
  private static final int MOST = 4096;

  private final String path;
  private final Unit unit;
  private long[] times = new long[16];
  private long[] values = new long[16];
  private int count;
  private int stride = 1;
  private int since;

  public Series(String path, Unit unit) {
    this.path = path;
    this.unit = unit;
  }

  public String path() {
    return path;
  }

  public Unit unit() {
    return unit;
  }

  /** The value is another from now on. */
  public void step(long nowPs, long value) {
    boolean replaces = count > 0 && (times[count - 1] == nowPs || since > 0);
    int at = replaces ? count - 1 : append();
    times[at] = nowPs;
    values[at] = value;
    since = (since + 1) % stride;
  }

  public int count() {
    return count;
  }

  public long timePs(int index) {
    return times[index];
  }

  public long value(int index) {
    return values[index];
  }

  private int append() {
    if (count == MOST) {
      thin();
    }
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    return count++;
  }

  /** The last of each pair stays. */
  private void thin() {
    for (int i = 0; i < count / 2; i++) {
      times[i] = times[2 * i + 1];
      values[i] = values[2 * i + 1];
    }
    count /= 2;
    stride *= 2;
  }
}
