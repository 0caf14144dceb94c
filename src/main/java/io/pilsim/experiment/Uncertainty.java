package io.pilsim.experiment;

import java.util.List;

/**
 * Between which ends the main metric lies when every assumed value that the run read is at the end
 * of its range where things go fastest, and where they go slowest.
 *
 * @param leaves those values, by full path
 */
public record Uncertainty(
    String metric, String unit, double low, double high, List<String> leaves) {
  public Uncertainty {
    leaves = List.copyOf(leaves);
  }
}
