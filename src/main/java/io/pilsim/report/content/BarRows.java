package io.pilsim.report.content;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.report.Human;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Bars that begin at zero, gathered one by one. */
final class BarRows {
  private final String unit;
  private final List<Spans.Row> rows = new ArrayList<>();
  private final List<List<String>> cells = new ArrayList<>();
  private double most;

  BarRows(String unit) {
    this.unit = unit;
  }

  /**
   * @param heading above it and those that follow; empty for none
   */
  void add(String heading, String label, int group, double value, Optional<Interval> interval) {
    Optional<Interval> wide = interval.filter(ci -> ci.half() > 0);
    String text = Human.of(unit, value);
    String half = wide.map(ci -> "± " + Human.of(unit, ci.half())).orElse("");
    most = Math.max(most, Math.max(value, wide.map(Interval::high).orElse(value)));
    rows.add(
        new Spans.Row(
            heading,
            label,
            List.of(new Spans.Span(label + ": " + text + " " + half, group, 0, value, wide)),
            text));
    if (!heading.isEmpty()) {
      cells.add(List.of(heading));
    }
    cells.add(List.of(label, text, half));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  Spans chart(String id, String title, String summary, List<String> groups) {
    Grid data = new Grid(title, List.of("", "value", "95 %"), cells);
    double full = unit.equals("percent") && most > 50 && most <= 100 ? 100 : most;
    double high = full > 0 ? full : 1;
    OptionalDouble none = OptionalDouble.empty();
    return new Spans(id, title, summary, data, unit, 0, high, none, groups, rows);
  }
}
