package io.pilsim.engine;

import java.util.random.RandomGenerator;

/**
 * One stream of random numbers. The distributions are all here and not the JDK's, which may change
 * from one release to the next.
 */
public final class RandomStream {
  private static final int DOUBLE_BITS = 53;

  private final RandomGenerator words;
  private long drawn;

  RandomStream(RandomGenerator words) {
    this.words = words;
  }

  /** All 64 bits random. */
  public long nextLong() {
    drawn++;
    return words.nextLong();
  }

  /** From 0 to below the bound, each value exactly as likely as any other. */
  public int nextInt(int bound) {
    return (int) nextLong(bound);
  }

  /** From 0 to below the bound, each value exactly as likely as any other. */
  public long nextLong(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive: " + bound);
    }
    long word;
    long value;
    do {
      word = nextLong() >>> 1;
      value = word % bound;
    } while (word - value > Long.MAX_VALUE - bound + 1); // within the last, incomplete round
    return value;
  }

  /** At least 0 and less than 1, a multiple of 2^-53. */
  public double uniform() {
    return (nextLong() >>> (Long.SIZE - DOUBLE_BITS)) * 0x1.0p-53;
  }

  /** True with that probability. */
  public boolean bernoulli(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability lies within 0 to 1: " + probability);
    }
    return uniform() < probability;
  }

  /** Exponentially distributed: the time between arrivals that know nothing of each other. */
  public double exponential(double mean) {
    if (!(mean > 0 && mean < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("mean must be positive: " + mean);
    }
    return -mean * StrictMath.log1p(-uniform());
  }

  /** {@link #exponential} to the nearest picosecond. */
  public long exponentialPs(long meanPs) {
    return Math.round(exponential((double) meanPs));
  }

  /** Puts the values in an order of which each is as likely as any other. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  long drawn() {
    return drawn;
  }
}
