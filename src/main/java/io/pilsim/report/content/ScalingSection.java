package io.pilsim.report.content;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.ScalingFit;
import io.pilsim.experiment.VariantResult;
import io.pilsim.report.Human;
import io.pilsim.report.ScalingGroups;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Curves.Axis;
import io.pilsim.report.page.Curves.Curve;
import io.pilsim.report.page.Curves.Join;
import io.pilsim.report.page.Curves.Point;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** How rates grow with CPUs, and the universal scalability law fitted to them. */
final class ScalingSection {
  private final List<Curve> curves = new ArrayList<>();
  private final List<List<String>> cells = new ArrayList<>();
  private final List<String> laws = new ArrayList<>();

  private ScalingSection() {}

  static Optional<Section> of(ResultRecord result) {
    ScalingSection made = new ScalingSection();
    for (Map.Entry<String, SortedMap<Integer, VariantResult>> group :
        ScalingGroups.of(result).entrySet()) {
      if (group.getValue().size() > 2) {
        made.add(group.getKey(), group.getValue());
      }
    }
    if (made.curves.isEmpty()) {
      return Optional.empty();
    }
    String title = "Pairs of map and unmap per second, by number of CPUs";
    Curves chart =
        new Curves(
            "scaling",
            title,
            "Lines are measured, dashes the universal scalability law. "
                + String.join("; ", made.laws)
                + ".",
            new Grid(title, List.of("", "CPUs", "pairs a second", "95 %", "fitted"), made.cells),
            new Axis("CPUs", "count", false),
            new Axis("pairs a second", "per_second", false),
            made.curves,
            List.of());
    return Optional.of(new Section("scaling", "How it scales", List.of(chart)));
  }

  private void add(String name, SortedMap<Integer, VariantResult> variants) {
    List<Point> points = new ArrayList<>();
    variants.forEach(
        (cpus, variant) -> {
          Figure rate = variant.metrics().get(ScalingGroups.RATE);
          points.add(new Point(cpus, rate.mean(), rate.ci95(), ""));
        });
    curves.add(new Curve(name, Join.LINE, points));
    Optional<ScalingFit> fit = ScalingFit.of(ScalingGroups.rates(variants));
    double one = points.get(0).y();
    fit.ifPresent(law -> curves.add(fitted(name, law, one, variants.lastKey())));
    variants.forEach(
        (cpus, variant) -> {
          Figure rate = variant.metrics().get(ScalingGroups.RATE);
          cells.add(
              List.of(
                  name,
                  Integer.toString(cpus),
                  Metrics.text(rate),
                  Metrics.plusMinus(rate),
                  fit.map(law -> Human.of("per_second", law.capacity(cpus) * one)).orElse("-")));
        });
    fit.ifPresent(law -> laws.add(ScalingGroups.words(name, law)));
  }

  private static Curve fitted(String name, ScalingFit law, double one, int most) {
    List<Point> points = new ArrayList<>();
    int step = Math.max(1, most / 64);
    for (int n = 1; n <= most; n += step) {
      points.add(new Point(n, law.capacity(n) * one));
    }
    return new Curve(name + ", fitted", Join.DASHES, points);
  }
}
