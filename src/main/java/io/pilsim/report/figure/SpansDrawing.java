package io.pilsim.report.figure;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.report.page.Spans;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Bars that lie on their side, the first on top. */
final class SpansDrawing {
  private static final double HALF = 0.36;

  private SpansDrawing() {}

  static JFreeChart of(Spans spans) {
    int most =
        spans.rows().stream()
            .flatMap(row -> row.spans().stream())
            .mapToInt(Spans.Span::group)
            .max()
            .orElse(0);
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    List<XYIntervalSeries> series = new ArrayList<>();
    for (int group = 0; group <= most; group++) {
      List<String> names = spans.groups();
      String last = names.isEmpty() ? "" : names.get(names.size() - 1);
      String name = group < names.size() ? names.get(group) : last + " ".repeat(group);
      series.add(new XYIntervalSeries(name, false, true));
      data.addSeries(series.get(group));
    }
    String[] labels = new String[spans.rows().size()];
    XYBarRenderer renderer = new XYBarRenderer();
    String heading = "";
    for (int i = 0; i < labels.length; i++) {
      Spans.Row row = spans.rows().get(i);
      heading = row.heading().isEmpty() ? heading : row.heading() + ": ";
      labels[i] = heading + row.label();
      for (Spans.Span span : row.spans()) {
        series.get(span.group()).add(i, i - HALF, i + HALF, span.to(), span.from(), span.to());
        int at = i;
        span.interval().ifPresent(ci -> whisker(renderer, at, ci));
      }
    }
    return Look.chart(
        spans.title(), plot(spans, data, labels, renderer, most), !spans.groups().isEmpty());
  }

  private static XYPlot plot(
      Spans spans,
      XYIntervalSeriesCollection data,
      String[] labels,
      XYBarRenderer renderer,
      int most) {
    renderer.setUseYInterval(true);
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setDrawBarOutline(true);
    for (int group = 0; group <= most; group++) {
      renderer.setSeriesPaint(group, Look.group(group));
      renderer.setSeriesOutlinePaint(group, Color.WHITE);
    }
    SymbolAxis rows = Look.axis(new SymbolAxis(null, labels));
    rows.setInverted(true);
    rows.setGridBandsVisible(false);
    rows.setRange(-0.6, labels.length - 0.4);
    NumberAxis values = Look.numbers(null, spans.unit());
    values.setRange(spans.low(), spans.high() + (spans.high() - spans.low()) * 0.02);
    XYPlot plot = new XYPlot(data, rows, values, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setDomainGridlinesVisible(false);
    spans
        .base()
        .ifPresent(at -> plot.addRangeMarker(new ValueMarker(at, Look.INK, new BasicStroke(1.5f))));
    return plot;
  }

  private static void whisker(XYBarRenderer renderer, int row, Interval ci) {
    BasicStroke stroke = new BasicStroke(1.5f);
    renderer.addAnnotation(new XYLineAnnotation(row, ci.low(), row, ci.high(), stroke, Look.INK));
    for (double end : new double[] {ci.low(), ci.high()}) {
      renderer.addAnnotation(
          new XYLineAnnotation(row - HALF / 2, end, row + HALF / 2, end, stroke, Look.INK));
    }
  }
}
