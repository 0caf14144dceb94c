package io.pilsim.report.figure;

import io.pilsim.report.page.HeatMap;
import java.awt.Color;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYZDataset;

/** Values as colored cells, with the scale beside them. */
final class HeatDrawing {
  private static final int MANY = 16;

  private HeatDrawing() {}

  static JFreeChart of(HeatMap map) {
    List<double[]> cells = new ArrayList<>();
    for (int row = 0; row < map.rows().size(); row++) {
      for (int column = 0; column < map.columns().size(); column++) {
        OptionalDouble value = map.values().get(row).get(column);
        if (value.isPresent()) {
          cells.add(new double[] {column, row, value.getAsDouble()});
        }
      }
    }
    double[][] values = new double[3][cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      for (int axis = 0; axis < 3; axis++) {
        values[axis][i] = cells.get(i)[axis];
      }
    }
    DefaultXYZDataset data = new DefaultXYZDataset();
    data.addSeries(map.title(), values);
    double least = map.least();
    Ramp ramp = new Ramp(least, map.most() > least ? map.most() : least + 1);
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(ramp);
    SymbolAxis across = symbols(map.across(), map.columns());
    across.setVerticalTickLabels(map.columns().size() > MANY / 2);
    SymbolAxis down = symbols(map.down(), map.rows());
    down.setInverted(true);
    XYPlot plot = new XYPlot(data, across, down, renderer);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    JFreeChart chart = Look.chart(map.title(), plot, false);
    NumberAxis scale = Look.numbers(null, map.unit());
    PaintScaleLegend legend = new PaintScaleLegend(ramp, scale);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setPadding(new RectangleInsets(4, 60, 4, 60));
    chart.addSubtitle(legend);
    return chart;
  }

  /** Of many labels only some are written. */
  private static SymbolAxis symbols(String name, List<String> labels) {
    int each = Math.max(1, (labels.size() + MANY - 1) / MANY);
    String[] shown = new String[labels.size()];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = i % each == 0 ? labels.get(i) : "";
    }
    SymbolAxis axis = Look.axis(new SymbolAxis(name, shown));
    axis.setGridBandsVisible(false);
    axis.setRange(-0.5, shown.length - 0.5);
    return axis;
  }

  /** From pale to dark. */
  private record Ramp(double low, double high) implements PaintScale {
    private static final Color PALE = new Color(0xeef3fa);
    private static final Color DARK = new Color(0x123f78);

    @Override
    public double getLowerBound() {
      return low;
    }

    @Override
    public double getUpperBound() {
      return high;
    }

    @Override
    public Paint getPaint(double value) {
      double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
      return new Color(
          mixed(PALE.getRed(), DARK.getRed(), share),
          mixed(PALE.getGreen(), DARK.getGreen(), share),
          mixed(PALE.getBlue(), DARK.getBlue(), share));
    }

    private static int mixed(int from, int to, double share) {
      return (int) Math.round(from + (to - from) * share);
    }
  }
}
