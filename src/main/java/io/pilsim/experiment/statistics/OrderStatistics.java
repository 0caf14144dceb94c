package io.pilsim.experiment.statistics;

import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Percentiles of independent values, with intervals between two of the sorted values: how many lie
 * below a percentile is binomial, whatever their distribution.
 */
public final class OrderStatistics {
  private static final double TAIL = 0.025;

  private OrderStatistics() {}

  /** The smallest value that at least so many percent do not exceed. */
  public static double percentile(double[] sorted, int percent) {
    int rank = (sorted.length * percent + 99) / 100;
    return sorted[Math.max(rank, 1) - 1];
  }

  /** At least 95 % sure; empty when there are too few values to be. */
  public static Optional<Interval> ci95(double[] sorted, int percent) {
    int n = sorted.length;
    BinomialDistribution below = new BinomialDistribution(null, n, percent / 100.0);
    int low = below.inverseCumulativeProbability(TAIL);
    int high = below.inverseCumulativeProbability(1 - TAIL) + 1;
    return low < 1 || high > n
        ? Optional.empty()
        : Optional.of(new Interval(sorted[low - 1], sorted[high - 1]));
  }
}
