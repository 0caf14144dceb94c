package io.pilsim.report.content;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.report.Human;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Curves.Axis;
import io.pilsim.report.page.Curves.Curve;
import io.pilsim.report.page.Curves.Join;
import io.pilsim.report.page.Curves.Point;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Distribution functions of latencies: which share of transactions takes so long or less. */
final class DistributionSection {
  private static final List<String> PATTERNS =
      List.of(
          "(dma\\..+\\.translation)",
          "(dma\\..+\\.latency)",
          "(device\\.translation)",
          "(smmu\\.translation_time)",
          "(dsp\\..+\\.fetch_time)",
          "(map\\.pair_time)",
          "(unmap\\.exposure_window)");
  private static final int MOST_CHARTS = 4;
  private static final int MOST_CURVES = 12;
  private static final double WIDE = 30;

  private DistributionSection() {}

  static Optional<Section> of(ResultRecord result) {
    List<Block> charts = new ArrayList<>();
    Metrics metrics = new Metrics(result);
    for (String pattern : PATTERNS) {
      for (String metric : metrics.names(pattern)) {
        if (charts.size() < MOST_CHARTS) {
          chart(result, metric, "cdf-" + (charts.size() + 1)).ifPresent(charts::add);
        }
      }
    }
    return charts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("latency", "How latencies are spread", charts));
  }

  private static Optional<Curves> chart(ResultRecord result, String metric, String id) {
    List<Curve> curves = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    String unit = "ns";
    double least = Double.MAX_VALUE;
    double most = 0;
    for (VariantResult variant : result.variants()) {
      Optional<Figure> figure = Metrics.of(variant, metric).filter(each -> !each.cdf().isEmpty());
      if (figure.isEmpty() || curves.size() == MOST_CURVES) {
        continue;
      }
      Figure found = figure.get();
      unit = found.unit();
      for (Figure.Share share : found.cdf()) {
        least = share.value() > 0 ? Math.min(least, share.value()) : least;
        most = Math.max(most, share.value());
      }
      curves.add(new Curve(variant.name(), Join.STEPS, points(found)));
      cells.add(row(variant.name(), found));
    }
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    boolean wide = most / least > WIDE;
    String title = "Distribution of " + metric;
    return Optional.of(
        new Curves(
            id,
            title,
            summary(cells, result.variants().size()),
            new Grid(title, List.of("", "least", "median", "90 %", "99 %", "most"), cells),
            new Axis(metric, unit, wide),
            new Axis("share so long or less", "percent", false),
            wide ? curves.stream().map(DistributionSection::positive).toList() : curves,
            List.of()));
  }

  private static List<Point> points(Figure figure) {
    return figure.cdf().stream().map(s -> new Point(s.value(), s.share() * 100)).toList();
  }

  /** A logarithmic axis has no zero; how many there are shows where the curve begins. */
  private static Curve positive(Curve curve) {
    return new Curve(
        curve.name(), curve.join(), curve.points().stream().filter(p -> p.x() > 0).toList());
  }

  private static List<String> row(String name, Figure f) {
    List<String> row = new ArrayList<>(List.of(name));
    for (double value : new double[] {f.min(), f.p50(), f.p90(), f.p99(), f.max()}) {
      row.add(Human.of(f.unit(), value));
    }
    return row;
  }

  private static String summary(List<List<String>> cells, int variants) {
    List<String> first = cells.get(0);
    String shown = cells.size() == MOST_CURVES && variants > MOST_CURVES ? "The first " : "";
    return (shown.isEmpty() ? "" : shown + MOST_CURVES + " variants are shown. ")
        + first.get(0)
        + ": half within "
        + first.get(2)
        + ", 99 % within "
        + first.get(4)
        + ", the longest "
        + first.get(5)
        + ".";
  }
}
