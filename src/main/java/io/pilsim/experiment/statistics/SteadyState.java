package io.pilsim.experiment.statistics;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of a series belongs to the steady state.
 *
 * @param settled whether the end of the warm-up was found; without, nothing is deleted
 * @param deleted how many observations of the beginning are warm-up
 * @param ci95 of the mean of the rest, by batch means: for one run on its own
 */
public record SteadyState(boolean settled, int deleted, Optional<Interval> ci95) {

  /**
   * Of a pilot run, whose warm-up is then taken for that of the others too: a truncation that each
   * run chose for itself would go with its own chances, and bias what is left.
   */
  public static SteadyState ofPilot(long[] series) {
    OptionalInt truncation = Mser5.truncation(series);
    return of(series, truncation.isPresent(), truncation.orElse(0));
  }

  /** Of a run whose warm-up is known; at least half of it counts. */
  public static SteadyState of(long[] series, int warmup) {
    return of(series, true, Math.min(warmup, series.length / 2));
  }

  private static SteadyState of(long[] series, boolean settled, int deleted) {
    return new SteadyState(settled, deleted, BatchMeans.ci95(series, deleted));
  }
}
