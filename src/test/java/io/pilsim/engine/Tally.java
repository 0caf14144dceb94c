package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** How often each of some values came, against how often it should have: a chi-square test. */
final class Tally {
  private static final double ONCE_IN = 1e-6;

  private final long[] counts;
  private long total;

  Tally(int values) {
    counts = new long[values];
  }

  void count(int value) {
    counts[value]++;
    total++;
  }

  void assertUniform() {
    double[] probabilities = new double[counts.length];
    Arrays.fill(probabilities, 1.0 / counts.length);
    assertDistributedAs(probabilities);
  }

  /** Fails for one in a million of all seeds; the seeds of the tests are not among them. */
  void assertDistributedAs(double[] probabilities) {
    double chiSquare = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = probabilities[i] * total;
      assertTrue(expected >= 5, "too few draws for a chi-square test");
      chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    ChiSquaredDistribution byChance = new ChiSquaredDistribution(counts.length - 1);
    double found = chiSquare;
    assertTrue(
        found < byChance.inverseCumulativeProbability(1 - ONCE_IN)
            && found > byChance.inverseCumulativeProbability(ONCE_IN),
        () -> "chi-square of " + found + " with " + (counts.length - 1) + " degrees of freedom");
  }
}
