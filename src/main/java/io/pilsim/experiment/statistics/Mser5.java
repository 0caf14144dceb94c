package io.pilsim.experiment.statistics;

import java.util.OptionalInt;

/**
 * Where the warm-up of a series ends: the truncation that makes the standard error of what remains
 * the least, on means of five observations.
 *
 * <p>Source: White, Cobb, Spratt: A comparison of five steady-state truncation heuristics for
 * simulation, WSC 2000. A least error in the second half of the series means that it is too short
 * to say anything.
 */
final class Mser5 {
  private static final int BATCH = 5;
  private static final int FEWEST_BATCHES = 20;

  private Mser5() {}

  /** How many observations to delete from the front; empty when the series is too short to tell. */
  static OptionalInt truncation(long[] series) {
    int batches = series.length / BATCH;
    if (batches < FEWEST_BATCHES) {
      return OptionalInt.empty();
    }
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    double mean = 0;
    double squares = 0; // of deviations from the mean, of the batches from here to the end
    for (int from = batches - 1; from >= 0; from--) {
      int kept = batches - from;
      double value = batch(series, from);
      double change = value - mean;
      mean += change / kept;
      squares += change * (value - mean);
      double error = squares / ((double) kept * kept);
      if (kept >= BATCH && error <= least) {
        least = error;
        best = from;
      }
    }
    return best > batches / 2 ? OptionalInt.empty() : OptionalInt.of(best * BATCH);
  }

  private static double batch(long[] series, int index) {
    double sum = 0;
    for (int i = index * BATCH; i < (index + 1) * BATCH; i++) {
      sum += (double) series[i];
    }
    return sum / BATCH;
  }
}
