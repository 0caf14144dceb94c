package io.pilsim.experiment;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Unit;
import io.pilsim.platform.Metric;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Gathers one metric over the replications of a variant, in their order. Distributions are merged
 * as they come, so that memory does not grow with replications.
 */
final class MetricTally {
  private final Unit unit;
  private final Latency samples = Latency.empty();
  private boolean distribution;
  private double[] values = new double[1];
  private int count;

  MetricTally(Unit unit) {
    this.unit = unit;
  }

  void add(Metric metric) {
    if (metric instanceof Metric.Distribution transactions) {
      append(transactions.latency());
    } else if (metric instanceof Metric.Value single) {
      append(single.value());
    }
  }

  private void append(Latency latency) {
    distribution = true;
    samples.add(latency);
    if (latency.count() > 0) {
      append((double) latency.sumPs() / latency.count());
    }
  }

  private void append(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  /**
   * @param exact chance plays no part: the only replication says it all
   */
  Figure figure(boolean exact) {
    String name = ResultUnit.name(unit);
    if (count == 0) {
      Optional<Interval> none = Optional.of(new Interval(0, 0));
      return new Figure(name, 0, 0, none, OptionalDouble.of(0), 0, 0, 0, 0, 0);
    }
    double[] converted = new double[count];
    for (int i = 0; i < count; i++) {
      converted[i] = ResultUnit.of(unit, values[i]);
    }
    MeanInterval replications = new MeanInterval(converted);
    return distribution
        ? ofSamples(name, replications, exact)
        : ofValues(name, converted, replications, exact);
  }

  private Figure ofSamples(String name, MeanInterval replications, boolean exact) {
    double mean = inUnit((double) samples.sumPs() / samples.count());
    return new Figure(
        name,
        samples.count(),
        mean,
        exact ? Optional.of(new Interval(mean, mean)) : replications.ci95(),
        OptionalDouble.of(inUnit(samples.deviationPs())),
        inUnit((double) samples.minPs()),
        percentile(50),
        percentile(90),
        percentile(99),
        inUnit((double) samples.maxPs()));
  }

  private static Figure ofValues(
      String name, double[] values, MeanInterval replications, boolean exact) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = replications.mean();
    return new Figure(
        name,
        sorted.length,
        mean,
        exact ? Optional.of(new Interval(mean, mean)) : replications.ci95(),
        exact ? OptionalDouble.of(0) : replications.deviation(),
        sorted[0],
        rank(sorted, 50),
        rank(sorted, 90),
        rank(sorted, 99),
        sorted[sorted.length - 1]);
  }

  /** The smallest value that at least so many percent do not exceed. */
  private static double rank(double[] sorted, int percent) {
    int rank = (sorted.length * percent + 99) / 100;
    return sorted[Math.max(rank, 1) - 1];
  }

  /** A histogram's bucket may end beyond the largest sample. */
  private double percentile(double percent) {
    long ps = Math.min(samples.percentilePs(percent), samples.maxPs());
    return inUnit((double) Math.max(ps, samples.minPs()));
  }

  private double inUnit(double amount) {
    return ResultUnit.of(unit, amount);
  }
}
