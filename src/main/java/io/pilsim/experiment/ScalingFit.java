package io.pilsim.experiment;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Gunther's universal scalability law, fitted: the capacity of n is n / (1 + s (n - 1) + k n (n -
 * 1)). Least squares of the law's linear form, with coefficients that are not negative.
 *
 * @param contention s: the part that is done one after another
 * @param coherence k: what each pays for each other
 */
public record ScalingFit(double contention, double coherence) {
  /** The number at which the most is done; empty when more always helps. */
  public Optional<Double> peak() {
    return coherence > 0 && contention < 1
        ? Optional.of(Math.sqrt((1 - contention) / coherence))
        : Optional.empty();
  }

  /** What n do together, as a multiple of what one does. */
  public double capacity(int n) {
    return n / (1 + contention * (n - 1) + coherence * n * (n - 1));
  }

  /**
   * Of rates by number; empty without the rate of one and of two more.
   *
   * @param rates of all together
   */
  public static Optional<ScalingFit> of(SortedMap<Integer, Double> rates) {
    Double one = rates.get(1);
    if (one == null || one <= 0 || rates.size() < 3) {
      return Optional.empty();
    }
    double xx = 0;
    double xz = 0;
    double zz = 0;
    double xy = 0;
    double zy = 0;
    for (Map.Entry<Integer, Double> each : rates.entrySet()) {
      double n = each.getKey();
      double x = n - 1;
      double z = n * (n - 1);
      double y = n * one / each.getValue() - 1;
      xx += x * x;
      xz += x * z;
      zz += z * z;
      xy += x * y;
      zy += z * y;
    }
    double determinant = xx * zz - xz * xz;
    if (determinant == 0) {
      return Optional.empty();
    }
    double contention = (xy * zz - zy * xz) / determinant;
    double coherence = (xx * zy - xz * xy) / determinant;
    if (contention >= 0 && coherence >= 0) {
      return Optional.of(new ScalingFit(contention, coherence));
    }
    // the least of a convex function beyond an edge is on an edge
    double alone = Math.max(0, xy / xx);
    double together = Math.max(0, zy / zz);
    double gainAlone = alone * (2 * xy - alone * xx);
    double gainTogether = together * (2 * zy - together * zz);
    return Optional.of(
        gainAlone >= gainTogether ? new ScalingFit(alone, 0) : new ScalingFit(0, together));
  }
}
