package io.pilsim.experiment.statistics;

/** From low to high, both included. */
public record Interval(double low, double high) {
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Half of its width. */
  public double half() {
    return (high - low) / 2;
  }
}
