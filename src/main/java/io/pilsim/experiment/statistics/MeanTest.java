package io.pilsim.experiment.statistics;

/**
 * One-sided tests of a mean against zero, by Student's t.
 *
 * @param n independent values
 * @param error of their mean; 0 where they are all the same, or there is only one
 */
public record MeanTest(int n, double mean, double error) {
  public static MeanTest of(double[] values) {
    MeanInterval interval = new MeanInterval(values);
    double deviation = interval.deviation().orElse(0);
    return new MeanTest(values.length, interval.mean(), deviation / Math.sqrt(values.length));
  }

  /** How likely so large a mean is when the true one is zero or less. */
  public double aboveZero() {
    return error == 0 ? (mean > 0 ? 0 : 1) : Student.above(mean / error, n - 1);
  }

  /** How likely so small a mean is when the true one is zero or more. */
  public double belowZero() {
    return error == 0 ? (mean > 0 ? 1 : 0) : Student.above(-mean / error, n - 1);
  }

  /**
   * Of the true mean.
   *
   * @param tail how likely it is on each side that the true mean lies beyond
   */
  public Interval interval(double tail) {
    double half = error == 0 ? 0 : Student.factor(tail, n - 1) * error;
    return new Interval(mean - half, mean + half);
  }
}
