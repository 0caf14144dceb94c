package io.pilsim.report.content;

import io.pilsim.experiment.JsonFields;
import io.pilsim.experiment.compare.Headline;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.platform.scenario.Flow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * The points of a sweep, as its lines of JSON tell them.
 *
 * @param paths of the axes
 */
record SweepRows(String scenario, List<String> paths, List<Row> rows) {
  /** A metric over the replications of a point. */
  record Mean(String unit, double mean, Optional<Interval> ci95) {}

  /**
   * A variant at a point.
   *
   * @param over its value per axis
   */
  record Row(List<String> over, String variant, boolean sound, Map<String, Mean> metrics) {
    Optional<Mean> metric(String name) {
      return sound ? Optional.ofNullable(metrics.get(name)) : Optional.empty();
    }

    OptionalDouble value(String name) {
      Optional<Mean> mean = metric(name);
      return mean.isPresent() ? OptionalDouble.of(mean.get().mean) : OptionalDouble.empty();
    }
  }

  static SweepRows read(JsonFields fields, String scenario, List<JsonNode> points)
      throws FormatException {
    List<Row> rows = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (JsonNode node : points) {
      JsonObject point = fields.object(node);
      JsonObject over = fields.object(fields.member(point, "over"));
      if (rows.isEmpty()) {
        paths.addAll(over.names());
      } else if (!over.names().equals(paths)) {
        throw fields.error(over, "over: expected " + String.join(", ", paths));
      }
      List<String> values = new ArrayList<>();
      for (String path : paths) {
        values.add(fields.text(over, path));
      }
      boolean sound =
          fields.whole(point, "incomplete") == 0
              && fields.whole(point, "failed") < fields.whole(point, "replications");
      rows.add(new Row(values, fields.text(point, "variant"), sound, means(fields, point)));
    }
    return new SweepRows(scenario, paths, rows);
  }

  private static Map<String, Mean> means(JsonFields fields, JsonObject point)
      throws FormatException {
    Map<String, Mean> means = new LinkedHashMap<>();
    JsonObject metrics = fields.object(fields.member(point, "metrics"));
    for (Map.Entry<String, JsonNode> entry : metrics.members().entrySet()) {
      JsonObject metric = fields.object(entry.getValue());
      JsonNode ci = fields.member(metric, "ci95");
      Optional<Interval> interval = Optional.empty();
      if (ci instanceof JsonArray ends && ends.items().size() == 2) {
        double low = fields.number(ends.items().get(0));
        interval = Optional.of(new Interval(low, fields.number(ends.items().get(1))));
      }
      double mean = fields.number(metric, "mean");
      means.put(entry.getKey(), new Mean(fields.text(metric, "unit"), mean, interval));
    }
    return means;
  }

  /** All metrics that any point has, sorted. */
  List<String> metrics() {
    TreeSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(row.metrics.keySet()));
    return List.copyOf(names);
  }

  /** The one that flows are run for. */
  Optional<String> mainMetric() {
    List<String> known = metrics();
    return Arrays.stream(Flow.values())
        .map(Flow::mainMetric)
        .filter(known::contains)
        .findFirst()
        .or(() -> known.stream().filter(Headline::isHeadline).findFirst());
  }
}
