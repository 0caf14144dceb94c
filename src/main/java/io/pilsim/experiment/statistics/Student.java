package io.pilsim.experiment.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution, as intervals and tests of means need it. */
public final class Student {
  private static final double UPPER_QUANTILE = 0.975;

  private Student() {}

  /** What a deviation of the mean is multiplied by for half of a 95 % interval. */
  public static double factor95(double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(UPPER_QUANTILE);
  }

  /**
   * What a deviation of the mean is multiplied by for an interval that misses by so much a side.
   */
  static double factor(double tail, double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(1 - tail);
  }

  /** How likely a statistic at least so large is when the true mean is zero. */
  static double above(double t, double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).cumulativeProbability(-t);
  }

  /** How likely a statistic at least so far from zero is when the true mean is zero. */
  static double twoSided(double t, double degreesOfFreedom) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    return 2 * new TDistribution(null, degreesOfFreedom).cumulativeProbability(-Math.abs(t));
  }
}
