package io.pilsim.experiment;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.Unit;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.experiment.statistics.OrderStatistics;
import io.pilsim.experiment.statistics.SteadyState;
import io.pilsim.platform.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers one metric over the replications of a variant, in their order. Distributions are merged
 * as they come, so that memory does not grow with replications.
 */
public final class MetricTally {
  private static final int[] PERCENTS = {50, 90, 99};
  private static final double[] POINTS = {
    0, 1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98, 99, 99.5, 99.9, 100
  };

  private final Unit unit;
  private final Latency samples = Latency.empty();
  private OptionalInt warmup;
  private boolean distribution;
  private double[] values = new double[1];
  private int count;
  private Optional<Interval> alone = Optional.empty(); // of the only replication, by batch means
  private boolean unsettled;
  private long deleted;

  public MetricTally(Unit unit) {
    this(unit, OptionalInt.empty());
  }

  /**
   * @param warmup how many samples of each replication do not count, where a pilot has told
   */
  public MetricTally(Unit unit, OptionalInt warmup) {
    this.unit = unit;
    this.warmup = warmup;
  }

  public void add(Metric metric) {
    if (metric instanceof Metric.Distribution transactions) {
      append(transactions.latency());
    } else if (metric instanceof Metric.Ordered ordered) {
      append(ordered.series().samples());
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

  /** The first is the pilot for the warm-up of all, unless that is known. */
  private void append(long[] series) {
    SteadyState steady =
        warmup.isPresent()
            ? SteadyState.of(series, warmup.getAsInt())
            : SteadyState.ofPilot(series);
    warmup = OptionalInt.of(warmup.orElse(steady.deleted()));
    Latency latency = Latency.empty();
    for (int i = steady.deleted(); i < series.length; i++) {
      latency.record(series[i]);
    }
    append(latency);
    alone = count == 1 ? steady.ci95() : Optional.empty();
    unsettled |= !steady.settled();
    deleted += steady.deleted();
  }

  /** How many samples of each replication are warm-up; empty where that is not to be found out. */
  public OptionalInt warmup() {
    return warmup;
  }

  /** How many samples of all replications were deleted. */
  long deleted() {
    return deleted;
  }

  /** Whether the pilot was too short to tell where its warm-up ends. */
  boolean isUnsettled() {
    return unsettled;
  }

  private void append(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  /** As results call it. */
  String unitName() {
    return ResultUnit.name(unit);
  }

  /**
   * @param exact chance plays no part: the only replication says it all
   */
  public Figure figure(boolean exact) {
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
        exact ? Optional.of(new Interval(mean, mean)) : replications.ci95().or(this::ofBatches),
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
        OrderStatistics.percentile(sorted, 50),
        OrderStatistics.percentile(sorted, 90),
        OrderStatistics.percentile(sorted, 99),
        sorted[sorted.length - 1],
        exact ? new TreeMap<>() : percentiles(sorted));
  }

  private static SortedMap<String, Interval> percentiles(double[] sorted) {
    SortedMap<String, Interval> intervals = new TreeMap<>();
    for (int percent : PERCENTS) {
      OrderStatistics.ci95(sorted, percent).ifPresent(ci -> intervals.put("p" + percent, ci));
    }
    return intervals;
  }

  /** Points of the distribution function; empty for what is no distribution, or of one value. */
  List<Figure.Share> cdf() {
    List<Figure.Share> points = new ArrayList<>();
    if (!distribution || samples.count() == 0 || samples.minPs() == samples.maxPs()) {
      return points;
    }
    double last = -1;
    for (double percent : POINTS) {
      double share = samples.shareUpTo(samples.percentilePs(percent));
      if (share > last) {
        points.add(new Figure.Share(percentile(percent), share));
        last = share;
      }
    }
    return points;
  }

  private Optional<Interval> ofBatches() {
    return alone.map(ci -> new Interval(inUnit(ci.low()), inUnit(ci.high())));
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
