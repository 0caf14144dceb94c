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

  /** How likely a statistic at least so far from zero is when the true mean is zero. */
  static double twoSided(double t, double degreesOfFreedom) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    return 2 * new TDistribution(null, degreesOfFreedom).cumulativeProbability(-Math.abs(t));
  }
}
