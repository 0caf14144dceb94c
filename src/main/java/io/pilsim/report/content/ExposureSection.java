package io.pilsim.report.content;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.report.Reach;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Curves.Axis;
import io.pilsim.report.page.Curves.Curve;
import io.pilsim.report.page.Curves.Join;
import io.pilsim.report.page.Curves.Point;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a strategy costs against how long a device still reaches what was unmapped. */
final class ExposureSection {
  private static final String COST = "map.pair_time";
  private static final String WINDOW = "unmap.exposure_window";

  private ExposureSection() {}

  static Optional<Section> of(ResultRecord result) {
    List<Point> points = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    List<String> safe = new ArrayList<>();
    List<String> always = new ArrayList<>();
    for (VariantResult variant : result.variants()) {
      Optional<Figure> cost = Metrics.sound(variant, COST);
      Optional<Figure> window = Metrics.sound(variant, WINDOW);
      Reach reach = Reach.of(variant);
      if (cost.isEmpty() || reach == Reach.NOT_MEASURED) {
        continue;
      }
      if (reach.isAlways()) {
        always.add(variant.name());
      } else if (window.isPresent()) {
        points.add(
            new Point(cost.get().mean(), window.get().mean(), Optional.empty(), variant.name()));
      }
      if (reach == Reach.NOTHING) {
        safe.add(variant.name());
      }
      cells.add(List.of(variant.name(), Metrics.text(cost.get()), reach.text(variant)));
    }
    if (points.size() < 2 || points.stream().allMatch(point -> point.y() == 0)) {
      return Optional.empty();
    }
    points.sort(Comparator.comparingDouble(Point::x));
    String title = "Exposure against cost";
    String summary =
        (safe.isEmpty()
                ? "Every strategy leaves memory exposed for a while."
                : "Nothing stays exposed with " + String.join(", ", safe) + ".")
            + (always.isEmpty()
                ? ""
                : " Not drawn, since the device reaches its buffers or all memory always: "
                    + String.join(", ", always)
                    + ".");
    Curves chart =
        new Curves(
            "exposure",
            title,
            summary + " Low and to the left is best.",
            new Grid(title, List.of("", "map and unmap", "still reachable"), cells),
            new Axis("map and unmap of a buffer", "ns", true),
            new Axis("exposed for", "ns", false),
            List.of(new Curve("strategies", Join.POINTS, points)),
            List.of());
    return Optional.of(new Section("exposure", "How safe it is", List.of(chart)));
  }
}
