package io.pilsim.experiment;

import io.pilsim.platform.scenario.Expectation;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a study found of one metric, in the unit of results: nanoseconds, bytes, counts.
 *
 * @param n replications of a value, samples of a distribution
 * @param ci95 of the mean, over replications; the mean itself where chance plays no part, empty
 *     where one replication cannot tell
 * @param sd of the values or samples; empty where one value cannot tell
 */
public record Figure(
    String unit,
    long n,
    double mean,
    Optional<Interval> ci95,
    OptionalDouble sd,
    double min,
    double p50,
    double p90,
    double p99,
    double max) {

  /** Of a statistic that expectations name; empty where it cannot be told. */
  public OptionalDouble statistic(Expectation.Statistic statistic) {
    return switch (statistic) {
      case N -> OptionalDouble.of((double) n);
      case MEAN -> OptionalDouble.of(mean);
      case SD -> sd;
      case MIN -> OptionalDouble.of(min);
      case P50 -> OptionalDouble.of(p50);
      case P90 -> OptionalDouble.of(p90);
      case P99 -> OptionalDouble.of(p99);
      case MAX -> OptionalDouble.of(max);
    };
  }
}
