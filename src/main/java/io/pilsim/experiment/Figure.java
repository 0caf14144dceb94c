package io.pilsim.experiment;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.platform.scenario.Expectation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a study found of one metric, in the unit of results: nanoseconds, bytes, counts.
 *
 * @param n replications of a value, samples of a distribution
 * @param ci95 of the mean, over replications; the mean itself where chance plays no part, empty
 *     where one replication cannot tell
 * @param sd of the values or samples; empty where one value cannot tell
 * @param percentiles 95 % intervals of {@code p50}, {@code p90} and {@code p99}, where enough
 *     replications tell
 * @param cdf some points of the distribution function, from the least to the most; empty where it
 *     is not kept
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
    double max,
    SortedMap<String, Interval> percentiles,
    List<Share> cdf) {
  public Figure {
    percentiles = Collections.unmodifiableSortedMap(new TreeMap<>(percentiles));
    cdf = List.copyOf(cdf);
  }

  /** How many samples, of one, are so large or less. */
  public record Share(double value, double share) {}

  /** Without a distribution function. */
  public Figure(
      String unit,
      long n,
      double mean,
      Optional<Interval> ci95,
      OptionalDouble sd,
      double min,
      double p50,
      double p90,
      double p99,
      double max,
      SortedMap<String, Interval> percentiles) {
    this(unit, n, mean, ci95, sd, min, p50, p90, p99, max, percentiles, List.of());
  }

  /** Without intervals of percentiles. */
  public Figure(
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
    this(unit, n, mean, ci95, sd, min, p50, p90, p99, max, new TreeMap<>());
  }

  Figure with(List<Share> points) {
    return new Figure(
        unit, n, mean, ci95, sd, min, p50, p90, p99, max, percentiles, List.copyOf(points));
  }

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
