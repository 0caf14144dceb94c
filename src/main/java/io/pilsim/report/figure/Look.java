package io.pilsim.report.figure;

import io.pilsim.report.Human;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** Colors, fonts and strokes of all figures. */
final class Look {
  static final Color INK = new Color(0x16202c);
  static final Color SOFT = new Color(0x4c5866);
  static final Color LINE = new Color(0xd5dbe3);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  static final BasicStroke THIN = new BasicStroke(1f);

  private static final int[] COLORS = {
    0x1f5fa8, 0xd1495b, 0x2e8b57, 0xb565a7, 0xb8750c, 0x23899c, 0x6b5bd2, 0x8c6d31, 0x7d828c
  };
  private static final int LAST = COLORS.length - 1;

  private Look() {}

  /** Of a group of bars; what has no color of its own is gray. */
  static Color group(int number) {
    return new Color(COLORS[Math.min(number, LAST)]);
  }

  /** Of a curve: they come again. */
  static Color curve(int number) {
    return new Color(COLORS[number % LAST]);
  }

  static JFreeChart chart(String title, XYPlot plot, boolean legend) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(LINE);
    plot.setRangeGridlinePaint(LINE);
    plot.setDomainGridlineStroke(THIN);
    plot.setRangeGridlineStroke(THIN);
    plot.setOutlineVisible(false);
    plot.setAxisOffset(new RectangleInsets(2, 2, 2, 2));
    JFreeChart chart = new JFreeChart(title, TITLE, plot, legend);
    chart.setBackgroundPaint(Color.WHITE);
    chart.getTitle().setPaint(INK);
    if (legend) {
      chart.getLegend().setItemFont(PLAIN);
      chart.getLegend().setItemPaint(INK);
      chart.getLegend().setBorder(0, 0, 0, 0);
    }
    chart.setPadding(new RectangleInsets(6, 6, 6, 14));
    return chart;
  }

  static <T extends ValueAxis> T axis(T axis) {
    axis.setLabelFont(PLAIN);
    axis.setTickLabelFont(SMALL);
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(SOFT);
    axis.setAxisLinePaint(LINE);
    axis.setTickMarkPaint(LINE);
    return axis;
  }

  static NumberAxis numbers(String label, String unit) {
    NumberAxis axis = axis(new NumberAxis(label));
    axis.setNumberFormatOverride(new Units(unit));
    return axis;
  }

  /** Numbers with the unit that fits. */
  static final class Units extends NumberFormat {
    private static final long serialVersionUID = 1;
    private final String unit;

    Units(String unit) {
      this.unit = unit;
    }

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
      return to.append(Human.of(unit, number));
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
      return format((double) number, to, position);
    }

    /** An axis writes its numbers and never reads any; the class that it asks for demands it. */
    @Override
    public Number parse(String source, ParsePosition position) {
      throw new UnsupportedOperationException("only written");
    }
  }
}
