package io.pilsim.experiment;

import java.util.ArrayList;
import java.util.List;

/** The result of a study, with every replication's figures and what it cost. */
public final class StudyOutcome {
  private final ResultRecord result;
  private final List<RunRow> rows;
  private final List<VariantSeries> series;
  private final RunCost cost;
  private final List<Replicated> replicated;

  StudyOutcome(ResultRecord result, List<VariantTally> tallies, RunCost cost) {
    List<RunRow> all = new ArrayList<>();
    tallies.forEach(tally -> all.addAll(tally.rows()));
    this.result = result;
    this.rows = List.copyOf(all);
    this.series = tallies.stream().map(VariantTally::series).toList();
    this.cost = cost;
    this.replicated = List.copyOf(tallies);
  }

  /** Every variant with its replications. */
  public List<Replicated> replicated() {
    return replicated;
  }

  public ResultRecord result() {
    return result;
  }

  public RunCost cost() {
    return cost;
  }

  public List<VariantSeries> series() {
    return series;
  }

  /** {@code series.csv}: one line per variant, value and step. */
  public String seriesCsv() {
    return SeriesCsv.of(series);
  }

  /** {@code metrics.csv}: one line per variant, metric and replication. */
  public String csv() {
    return MetricsCsv.of(result.scenario(), rows);
  }
}
