package io.pilsim.experiment;

import java.util.List;

/** The result of a study, with every replication's figures and what it cost. */
public final class StudyOutcome {
  private final ResultRecord result;
  private final List<RunRow> rows;
  private final List<VariantSeries> series;
  private final RunCost cost;

  StudyOutcome(ResultRecord result, List<RunRow> rows, List<VariantSeries> series, RunCost cost) {
    this.result = result;
    this.rows = List.copyOf(rows);
    this.series = List.copyOf(series);
    this.cost = cost;
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
