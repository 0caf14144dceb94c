package io.pilsim.experiment.sweep;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.MetricTally;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of a sweep, done.
 *
 * @param key what it follows from
 * @param reason why there are no values; empty when there are
 * @param chance whether another replication would show something else
 * @param costNs of the machine that ran it: for scheduling alone
 * @param warmup per metric, how many samples the pilot of all replications deleted
 * @param columns what the values are of, sorted
 */
public record Trial(
    String key,
    Status status,
    String reason,
    boolean chance,
    long costNs,
    SortedMap<String, Integer> warmup,
    List<Column> columns,
    List<Double> values) {
  /** How it ended. */
  public enum Status {
    COMPLETED,
    /** The modelled software gave up: a result like any other. */
    INCOMPLETE,
    /** The values do not fit together. */
    FAILED,
    /** A fault of pilsim. */
    BROKEN
  }

  /** A figure of a metric: the metric itself for its value or mean, or one of its percentiles. */
  public record Column(String name, String unit) {}

  public Trial {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  static Trial failed(String key, Status status, String reason, long costNs) {
    return new Trial(key, status, reason, false, costNs, new TreeMap<>(), List.of(), List.of());
  }

  /**
   * @param warmup of the first replication; empty for the first itself
   */
  static Trial of(String key, RunOutcome outcome, SortedMap<String, Integer> warmup, long costNs) {
    if (!outcome.brokenLaws().isEmpty()) {
      return failed(key, Status.BROKEN, String.join("; ", outcome.brokenLaws()), costNs);
    }
    SortedMap<String, Double> values = new TreeMap<>();
    SortedMap<String, String> units = new TreeMap<>();
    SortedMap<String, Integer> deleted = new TreeMap<>(warmup);
    for (Metric metric : outcome.metrics()) {
      Integer known = warmup.get(metric.path());
      MetricTally tally =
          new MetricTally(
              metric.unit(), known == null ? OptionalInt.empty() : OptionalInt.of(known));
      tally.add(metric);
      tally.warmup().ifPresent(count -> deleted.put(metric.path(), count));
      put(metric, tally.figure(true), values, units);
    }
    List<Column> columns = new ArrayList<>();
    units.forEach((name, unit) -> columns.add(new Column(name, unit)));
    boolean completed = outcome.status() == RunOutcome.Status.COMPLETED;
    return new Trial(
        key,
        completed ? Status.COMPLETED : Status.INCOMPLETE,
        "",
        outcome.usedChance(),
        costNs,
        deleted,
        columns,
        List.copyOf(values.values()));
  }

  private static void put(
      Metric metric,
      Figure figure,
      SortedMap<String, Double> values,
      SortedMap<String, String> units) {
    String path = metric.path();
    values.put(path, figure.mean());
    units.put(path, figure.unit());
    if (metric instanceof Metric.Value) {
      return;
    }
    values.put(path + ".n", (double) figure.n());
    units.put(path + ".n", "count");
    values.put(path + ".p50", figure.p50());
    values.put(path + ".p90", figure.p90());
    values.put(path + ".p99", figure.p99());
    values.put(path + ".max", figure.max());
    for (String statistic : List.of(".p50", ".p90", ".p99", ".max")) {
      units.put(path + statistic, figure.unit());
    }
  }

  boolean hasValues() {
    return status == Status.COMPLETED || status == Status.INCOMPLETE;
  }
}
