package io.pilsim.engine.stats;

import java.util.Arrays;

/**
 * Durations in the order in which they came, for whoever must find out where a warm-up ends. Holds
 * every one of them: eight bytes each.
 */
public final class OrderedLatency implements Stat {
  private static final int FIRST = 1024;

  private long[] samples = new long[FIRST];
  private int count;
  private int first;

  OrderedLatency() {}

  public void record(long durationPs) {
    if (durationPs < 0) {
      throw new IllegalArgumentException("not a duration: " + durationPs + " ps");
    }
    if (count == samples.length) {
      samples = Arrays.copyOf(samples, count * 2);
    }
    samples[count++] = durationPs;
  }

  @Override
  public void mark() {
    first = count;
  }

  public int count() {
    return count - first;
  }

  /** All of them since the mark, in picoseconds. */
  public long[] samples() {
    return Arrays.copyOfRange(samples, first, count);
  }
}
