package io.pilsim.experiment.statistics;

import java.util.Optional;

/**
 * The interval of a mean from one long run: neighbours depend on each other, the means of long
 * batches hardly do.
 *
 * <p>Source: Schmeiser: Batch size effects in the analysis of simulation output, Operations
 * Research 30 (1982): between 10 and 30 batches serve best, whatever the length.
 */
final class BatchMeans {
  private static final int BATCHES = 20;
  private static final int SHORTEST_BATCH = 10;

  private BatchMeans() {}

  /**
   * Of a series without warm-up; empty when it is too short. The rest of a division is left out.
   */
  static Optional<Interval> ci95(long[] series, int from) {
    int size = (series.length - from) / BATCHES;
    if (size < SHORTEST_BATCH) {
      return Optional.empty();
    }
    double[] means = new double[BATCHES];
    int at = from;
    for (int batch = 0; batch < BATCHES; batch++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += (double) series[at++];
      }
      means[batch] = sum / size;
    }
    return new MeanInterval(means).ci95();
  }
}
