package io.pilsim.experiment.gate;

import java.util.OptionalDouble;

/** A figure that is not what it was; empty where one side has none. */
public record Moved(String metric, String unit, OptionalDouble before, OptionalDouble now) {
  public double difference() {
    return now.orElse(0) - before.orElse(0);
  }

  /** As a share of what it was; infinite where that is nothing. */
  double size() {
    double was = Math.abs(before.orElse(0));
    return was == 0 ? Double.POSITIVE_INFINITY : Math.abs(difference()) / was;
  }
}
