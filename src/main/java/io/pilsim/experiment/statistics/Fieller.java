package io.pilsim.experiment.statistics;

import java.util.Optional;

/**
 * The interval of a ratio of two means: all ratios at which their difference could well be zero.
 *
 * <p>Source: Fieller: Some problems in interval estimation, Journal of the Royal Statistical
 * Society B 16 (1954).
 */
final class Fieller {
  private Fieller() {}

  /** Of pairs, with the covariance within a pair. */
  static Optional<Interval> ci95(
      MeanInterval below, MeanInterval above, double covariance, double freedom) {
    int n = below.n();
    double varianceBelow = below.deviation().orElse(0) * below.deviation().orElse(0) / n;
    double varianceAbove = above.deviation().orElse(0) * above.deviation().orElse(0) / n;
    return ci95(below.mean(), above.mean(), varianceBelow, varianceAbove, covariance / n, freedom);
  }

  /** Of means with their squared errors; empty when the lower mean may well be zero. */
  static Optional<Interval> ci95(
      double below,
      double above,
      double varianceBelow,
      double varianceAbove,
      double covariance,
      double freedom) {
    double t = varianceBelow + varianceAbove == 0 ? 0 : Student.factor95(freedom);
    double a = below * below - t * t * varianceBelow;
    if (!(a > 0)) {
      return Optional.empty();
    }
    double b = below * above - t * t * covariance;
    double c = above * above - t * t * varianceAbove;
    double root = Math.sqrt(Math.max(0, b * b - a * c));
    return Optional.of(new Interval((b - root) / a, (b + root) / a));
  }
}
