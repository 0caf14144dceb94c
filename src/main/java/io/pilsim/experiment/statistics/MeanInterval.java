package io.pilsim.experiment.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/** Mean, deviation and the 95 % interval of the mean of independent replications. */
public final class MeanInterval {
  private final double[] values;
  private final double mean;

  public MeanInterval(double[] values) {
    this.values = values.clone();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    this.mean = sum / values.length;
  }

  public int n() {
    return values.length;
  }

  public double mean() {
    return mean;
  }

  /** Of a sample of two or more. */
  public OptionalDouble deviation() {
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
  public Optional<Interval> ci95() {
    OptionalDouble deviation = deviation();
    if (deviation.isEmpty()) {
      return Optional.empty();
    }
    double t = deviation.getAsDouble() == 0 ? 0 : Student.factor95(values.length - 1);
    double half = t * deviation.getAsDouble() / Math.sqrt(values.length);
    return Optional.of(new Interval(mean - half, mean + half));
  }
}
