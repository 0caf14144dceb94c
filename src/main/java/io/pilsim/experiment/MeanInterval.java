package io.pilsim.experiment;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/** Mean, deviation and the 95 % interval of the mean of independent replications. */
final class MeanInterval {
  private static final double UPPER_QUANTILE = 0.975;

  private final double[] values;
  private final double mean;

  MeanInterval(double[] values) {
    this.values = values.clone();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    this.mean = sum / values.length;
  }

  double mean() {
    return mean;
  }

  /** Of a sample of two or more. */
  OptionalDouble deviation() {
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
  }

  /** By Student's t: the replications are independent, their means nearly normal. */
  Optional<Interval> ci95() {
    OptionalDouble deviation = deviation();
    if (deviation.isEmpty()) {
      return Optional.empty();
    }
    double t = deviation.getAsDouble() == 0 ? 0 : quantile(values.length - 1);
    double half = t * deviation.getAsDouble() / Math.sqrt(values.length);
    return Optional.of(new Interval(mean - half, mean + half));
  }

  private static double quantile(int degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(UPPER_QUANTILE);
  }
}
