package io.pilsim.report.page;

import io.pilsim.experiment.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bars from here to there along one axis: bars that begin at zero, stacks, lanes of a timeline, and
 * the swings of a tornado.
 *
 * @param unit of results
 * @param low where the axis begins
 * @param high where it ends
 * @param base a line across all rows
 * @param groups the legend: what each color stands for; empty without one
 */
public record Spans(
    String id,
    String title,
    String summary,
    Grid data,
    String unit,
    double low,
    double high,
    OptionalDouble base,
    List<String> groups,
    List<Row> rows)
    implements Chart {
  public Spans {
    groups = List.copyOf(groups);
    rows = List.copyOf(rows);
  }

  /**
   * One lane.
   *
   * @param heading above it and those that follow; empty for none
   * @param text beside it
   */
  public record Row(String heading, String label, List<Span> spans, String text) {
    public Row {
      spans = List.copyOf(spans);
    }
  }

  /**
   * One bar.
   *
   * @param name what it stands for, with its figure
   * @param group index into the legend
   * @param interval within which its end is known
   */
  public record Span(String name, int group, double from, double to, Optional<Interval> interval) {}

  @Override
  public Spans named(String other) {
    return new Spans(other, title, summary, data, unit, low, high, base, groups, rows);
  }
}
