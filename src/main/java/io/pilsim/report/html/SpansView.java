package io.pilsim.report.html;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.report.page.Spans;
import io.pilsim.report.page.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bars as the template takes them: places as percent of the axis. */
public record SpansView(
    String title,
    String summary,
    List<Key> legend,
    List<Row> rows,
    List<Tick> ticks,
    boolean hasBase,
    String base) {
  private static final int MOST_TICKS = 6;
  private static final double PER_CENT = 100;

  /** A color and what it stands for. */
  public record Key(String name, int color) {}

  /** A lane. */
  public record Row(String heading, String label, String text, List<Bar> spans) {}

  /** A bar, and how sure its end is. */
  public record Bar(
      String name,
      int color,
      String left,
      String width,
      boolean whisker,
      String whiskerLeft,
      String whiskerWidth) {}

  /** A line across all rows with its text below. */
  public record Tick(String left, String text) {}

  /** Places on an axis. */
  private record Axis(double low, double high) {
    String at(double value) {
      return number((value - low) / (high - low) * PER_CENT);
    }

    String width(double from, double to) {
      return number((to - from) / (high - low) * PER_CENT);
    }

    private static String number(double percent) {
      return String.format(Locale.ROOT, "%.3f", Math.max(0, Math.min(PER_CENT, percent)));
    }
  }

  static SpansView of(Spans spans) {
    Axis axis = new Axis(spans.low(), spans.high());
    List<Key> legend = new ArrayList<>();
    spans.groups().forEach(name -> legend.add(new Key(name, legend.size())));
    List<Row> rows = new ArrayList<>();
    for (Spans.Row row : spans.rows()) {
      List<Bar> bars = row.spans().stream().map(span -> bar(span, axis)).toList();
      rows.add(new Row(row.heading(), row.label(), row.text(), bars));
    }
    List<Tick> ticks =
        Ticks.of(spans.unit(), spans.low(), spans.high(), MOST_TICKS).stream()
            .map(tick -> new Tick(axis.at(tick.at()), tick.text()))
            .toList();
    boolean based = spans.base().isPresent();
    String base = based ? axis.at(spans.base().getAsDouble()) : "0";
    return new SpansView(spans.title(), spans.summary(), legend, rows, ticks, based, base);
  }

  private static Bar bar(Spans.Span span, Axis axis) {
    boolean whisker = span.interval().isPresent();
    Interval ci = span.interval().orElse(new Interval(span.to(), span.to()));
    return new Bar(
        span.name(),
        span.group(),
        axis.at(span.from()),
        axis.width(span.from(), span.to()),
        whisker,
        axis.at(ci.low()),
        axis.width(ci.low(), ci.high()));
  }
}
