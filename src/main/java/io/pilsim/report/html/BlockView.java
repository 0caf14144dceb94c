package io.pilsim.report.html;

import io.pilsim.report.page.Block;
import io.pilsim.report.page.Chart;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.HeatMap;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Spans;

/**
 * A block as the template takes it.
 *
 * @param chart what is drawn; the block itself where it is none
 * @param data of a chart, as a table
 */
public record BlockView(String kind, Object body, Object chart, Object data) {
  static BlockView of(Block block) {
    if (block instanceof Prose) {
      return new BlockView("prose", block, block, "");
    }
    if (block instanceof Grid grid) {
      return new BlockView("grid", GridView.of(grid), block, "");
    }
    Chart chart = (Chart) block;
    GridView data = GridView.of(chart.data());
    if (chart instanceof Spans spans) {
      return new BlockView("spans", SpansView.of(spans), chart, data);
    }
    if (chart instanceof HeatMap map) {
      return new BlockView("heat", HeatView.of(map), chart, data);
    }
    return new BlockView("curves", new PlotView(CurvesJson.of((Curves) chart)), chart, data);
  }

  /** Curves as a document that a script reads. */
  public record PlotView(String json) {}
}
