package io.pilsim.experiment.validation;

import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * One number that somebody published, and what the simulator makes of it.
 *
 * @param table it belongs to: a table of measurements, or a case
 * @param row where in the table, by column names
 * @param column what it is
 * @param tolerance how large the error may be; none where nothing is asked of the cell
 * @param role p: predicted, c: calibrated on
 */
public record ValidationCell(
    String table,
    SortedMap<String, String> row,
    String column,
    double expected,
    double simulated,
    OptionalDouble tolerance,
    String role) {
  private static final double ROUNDING = 1e-9;

  /** Relative to what is expected; where that is nothing, all or nothing. */
  public double error() {
    if (expected == 0) {
      return simulated == 0 ? 0 : 1;
    }
    return (simulated - expected) / expected;
  }

  public boolean ok() {
    return tolerance.isEmpty() || Math.abs(error()) <= tolerance.getAsDouble() + ROUNDING;
  }
}
