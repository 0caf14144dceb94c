package io.pilsim.report.content;

import io.pilsim.report.Amount;
import io.pilsim.report.Human;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Curves.Axis;
import io.pilsim.report.page.Curves.Curve;
import io.pilsim.report.page.Curves.Join;
import io.pilsim.report.page.Curves.Point;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.HeatMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A sweep as pictures: curves along one axis, maps over two, clouds over more. */
final class SweepCharts {
  private static final int MOST_MAPS = 4;
  private static final int MOST_CURVES = 8;
  private static final int MOST_STEPS = 120;

  private final SweepRows sweep;
  private final List<SweepRows.Row> sound;
  private final String metric;
  private final String unit;

  SweepCharts(SweepRows sweep, List<SweepRows.Row> sound, String metric, String unit) {
    this.sweep = sweep;
    this.sound = List.copyOf(sound);
    this.metric = metric;
    this.unit = unit;
  }

  List<Block> charts() {
    List<Block> charts = new ArrayList<>();
    if (sound.isEmpty()) {
      return charts;
    }
    boolean grid =
        sweep.paths().size() == 2
            && values(sound, 0).size() <= MOST_STEPS
            && values(sound, 1).size() <= MOST_STEPS
            && values(sound, 0).size() * (long) values(sound, 1).size() <= 2L * sound.size();
    if (sweep.paths().size() == 1) {
      along(0, byVariant(), Join.LINE).ifPresent(charts::add);
    } else if (grid) {
      maps(charts);
      along(0, byOther(), Join.LINE).ifPresent(charts::add);
    } else {
      for (int axis = 0; axis < sweep.paths().size(); axis++) {
        along(axis, byVariant(), Join.POINTS).ifPresent(charts::add);
      }
    }
    return charts;
  }

  /** In their order: of numbers from the least, of words as they came. */
  static List<String> values(List<SweepRows.Row> rows, int axis) {
    Set<String> seen = new LinkedHashSet<>();
    rows.forEach(row -> seen.add(row.over().get(axis)));
    List<String> values = new ArrayList<>(seen);
    if (values.stream().allMatch(value -> Amount.of(value).isPresent())) {
      values.sort(Comparator.comparingDouble(value -> Amount.of(value).orElseThrow().value()));
    }
    return values;
  }

  /** A variant that sets what is swept anew has a new name at each point: those are one. */
  private Map<String, List<SweepRows.Row>> byVariant() {
    Map<String, List<SweepRows.Row>> groups = new LinkedHashMap<>();
    for (SweepRows.Row row : sound) {
      String name = row.variant().contains("=") ? "as swept" : row.variant();
      groups.computeIfAbsent(name, any -> new ArrayList<>()).add(row);
    }
    return groups;
  }

  /** By variant and some values of the second axis. */
  private Map<String, List<SweepRows.Row>> byOther() {
    Map<String, List<SweepRows.Row>> groups = new LinkedHashMap<>();
    List<String> values = values(sound, 1);
    Map<String, List<SweepRows.Row>> variants = byVariant();
    int each = Math.max(2, MOST_CURVES / variants.size());
    Set<String> chosen = new LinkedHashSet<>();
    for (int i = 0; i < each; i++) {
      chosen.add(values.get((int) Math.round(i * (values.size() - 1.0) / (each - 1.0))));
    }
    variants.forEach(
        (variant, rows) -> {
          for (String value : chosen) {
            String name = (variants.size() > 1 ? variant + ", " : "") + Amount.text(value);
            List<SweepRows.Row> own =
                rows.stream().filter(row -> row.over().get(1).equals(value)).toList();
            if (!own.isEmpty() && groups.size() < 2 * MOST_CURVES) {
              groups.put(name, own);
            }
          }
        });
    return groups;
  }

  private Optional<Curves> along(int axis, Map<String, List<SweepRows.Row>> groups, Join join) {
    String path = sweep.paths().get(axis);
    List<Curve> curves = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    String across = "count";
    for (Map.Entry<String, List<SweepRows.Row>> group : groups.entrySet()) {
      List<Point> points = new ArrayList<>();
      for (SweepRows.Row row : group.getValue()) {
        Optional<Amount> x = Amount.of(row.over().get(axis));
        if (x.isEmpty()) {
          return Optional.empty();
        }
        SweepRows.Mean mean = row.metric(metric).orElseThrow();
        across = x.get().unit();
        points.add(new Point(x.get().value(), mean.mean(), mean.ci95(), ""));
        cells.add(
            List.of(
                group.getKey(), Amount.text(row.over().get(axis)), Human.of(unit, mean.mean())));
      }
      points.sort(Comparator.comparingDouble(Point::x));
      curves.add(new Curve(group.getKey(), join, points));
    }
    String title = metric + " by " + path;
    boolean some = sweep.paths().size() == 2;
    String summary =
        some ? "For some values of " + sweep.paths().get(1) + "." : "One curve per variant.";
    return Optional.of(
        new Curves(
            "sweep-along-" + (axis + 1),
            title,
            summary + " " + range(),
            new Grid(title, List.of("", path, metric), cells),
            new Axis(path, across, false),
            new Axis(metric, unit, false),
            curves,
            List.of()));
  }

  private String range() {
    double least = sound.stream().mapToDouble(r -> r.value(metric).orElse(0)).min().orElse(0);
    double most = sound.stream().mapToDouble(r -> r.value(metric).orElse(0)).max().orElse(0);
    return "It lies between " + Human.of(unit, least) + " and " + Human.of(unit, most) + ".";
  }

  /** Of each variant; the axis with more values goes across. */
  private void maps(List<Block> charts) {
    int across = values(sound, 0).size() >= values(sound, 1).size() ? 0 : 1;
    List<String> columns = values(sound, across);
    List<String> rows = values(sound, 1 - across);
    Map<String, List<SweepRows.Row>> variants = byVariant();
    variants.forEach(
        (variant, own) -> {
          if (charts.size() < MOST_MAPS) {
            Map<String, OptionalDouble> cells = new LinkedHashMap<>();
            own.forEach(
                row ->
                    cells.put(
                        row.over().get(across) + "\n" + row.over().get(1 - across),
                        row.value(metric)));
            List<List<OptionalDouble>> values = new ArrayList<>();
            for (String row : rows) {
              values.add(
                  columns.stream()
                      .map(c -> cells.getOrDefault(c + "\n" + row, OptionalDouble.empty()))
                      .toList());
            }
            String name = variants.size() > 1 ? ", " + variant : "";
            charts.add(
                new HeatMap(
                    "sweep-map-" + (charts.size() + 1),
                    metric + name,
                    range(),
                    sweep.paths().get(across),
                    sweep.paths().get(1 - across),
                    unit,
                    columns.stream().map(Amount::text).toList(),
                    rows.stream().map(Amount::text).toList(),
                    values));
          }
        });
  }
}
