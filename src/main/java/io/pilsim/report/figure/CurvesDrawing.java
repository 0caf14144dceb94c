package io.pilsim.report.figure;

import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Curves.Curve;
import io.pilsim.report.page.Curves.Join;
import io.pilsim.report.page.Curves.Point;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Lines and points, with intervals as error bars. */
final class CurvesDrawing {
  private static final int FEW = 40;
  private static final BasicStroke WHOLE = new BasicStroke(1.8f);
  private static final BasicStroke DASHED =
      new BasicStroke(
          1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6, 4}, 0);

  private CurvesDrawing() {}

  static JFreeChart of(Curves curves) {
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    renderer.setErrorPaint(Look.SOFT);
    int color = -1;
    for (int i = 0; i < curves.curves().size(); i++) {
      Curve curve = curves.curves().get(i);
      color += curve.join() == Join.DASHES && color >= 0 ? 0 : 1;
      data.addSeries(series(curve, i));
      renderer.setSeriesPaint(i, Look.curve(color));
      renderer.setSeriesLinesVisible(i, curve.join() != Join.POINTS);
      renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
      boolean dots = curve.join() == Join.LINE && curve.points().size() <= FEW;
      renderer.setSeriesShapesVisible(i, dots || curve.join() == Join.POINTS);
      renderer.setSeriesStroke(i, curve.join() == Join.DASHES ? DASHED : WHOLE);
    }
    NumberAxis up = Look.numbers(curves.up().name(), curves.up().unit());
    up.setAutoRangeIncludesZero(true);
    XYPlot plot = new XYPlot(data, across(curves.across()), up, renderer);
    for (Curve curve : curves.curves()) {
      curve.points().stream()
          .filter(point -> !point.label().isEmpty())
          .forEach(point -> label(plot, point));
    }
    for (Curves.Mark mark : curves.marks()) {
      ValueMarker line = new ValueMarker(mark.x(), Look.SOFT, DASHED);
      line.setLabel(mark.label());
      line.setLabelFont(Look.SMALL);
      line.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
      plot.addDomainMarker(line);
    }
    return Look.chart(curves.title(), plot, curves.curves().size() > 1);
  }

  private static ValueAxis across(Curves.Axis axis) {
    if (!axis.logarithmic()) {
      NumberAxis numbers = Look.numbers(axis.name(), axis.unit());
      numbers.setAutoRangeIncludesZero(false);
      return numbers;
    }
    LogAxis log = Look.axis(new LogAxis(axis.name()));
    log.setNumberFormatOverride(new Look.Units(axis.unit()));
    log.setMinorTickMarksVisible(false);
    return log;
  }

  private static YIntervalSeries series(Curve curve, int number) {
    YIntervalSeries series = new YIntervalSeries(new Name(curve.name(), number), false, true);
    double last = 0;
    boolean first = true;
    for (Point point : curve.points()) {
      if (curve.join() == Join.STEPS && !first) {
        series.add(point.x(), last, last, last);
      }
      double low = point.interval().map(ci -> ci.low()).orElse(point.y());
      double high = point.interval().map(ci -> ci.high()).orElse(point.y());
      series.add(point.x(), point.y(), low, high);
      last = point.y();
      first = false;
    }
    return series;
  }

  /** Two curves may be called the same. */
  private record Name(String text, int number) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static void label(XYPlot plot, Point point) {
    XYTextAnnotation text = new XYTextAnnotation(" " + point.label(), point.x(), point.y());
    text.setFont(Look.SMALL);
    text.setPaint(Look.INK);
    text.setTextAnchor(TextAnchor.BOTTOM_LEFT);
    plot.addAnnotation(text);
  }
}
