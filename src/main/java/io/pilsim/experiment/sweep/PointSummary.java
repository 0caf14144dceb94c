package io.pilsim.experiment.sweep;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A variant at a point, over its replications.
 *
 * @param failed how many trials have no values
 * @param incomplete how many ended before the flow had gone through
 * @param reasons why trials failed, each once
 */
public record PointSummary(
    SweepRow row,
    int replications,
    int failed,
    int incomplete,
    List<String> reasons,
    SortedMap<String, Mean> metrics) {
  /**
   * A metric over replications.
   *
   * @param ci95 of the mean; the mean itself where chance plays no part
   */
  public record Mean(String unit, double mean, Optional<Interval> ci95) {}

  public PointSummary {
    reasons = List.copyOf(reasons);
  }

  /**
   * @param shown of which metrics
   */
  public static PointSummary of(SweepRow row, List<Trial> trials, Predicate<String> shown) {
    SortedMap<String, List<Double>> values = new TreeMap<>();
    SortedMap<String, String> units = new TreeMap<>();
    Set<String> reasons = new LinkedHashSet<>();
    int failed = 0;
    int incomplete = 0;
    for (Trial trial : trials) {
      failed += trial.hasValues() ? 0 : 1;
      incomplete += trial.status() == Trial.Status.INCOMPLETE ? 1 : 0;
      if (!trial.reason().isEmpty()) {
        reasons.add(trial.reason());
      }
      for (int i = 0; i < trial.values().size(); i++) {
        Trial.Column column = trial.columns().get(i);
        if (!shown.test(column.name())) {
          continue;
        }
        values.computeIfAbsent(column.name(), any -> new ArrayList<>()).add(trial.values().get(i));
        units.put(column.name(), column.unit());
      }
    }
    SortedMap<String, Mean> means = new TreeMap<>();
    boolean chance = trials.get(0).chance();
    values.forEach((name, each) -> means.put(name, mean(units.get(name), each, chance)));
    return new PointSummary(row, trials.size(), failed, incomplete, List.copyOf(reasons), means);
  }

  private static Mean mean(String unit, List<Double> values, boolean chance) {
    MeanInterval interval =
        new MeanInterval(values.stream().mapToDouble(Double::doubleValue).toArray());
    double mean = interval.mean();
    return new Mean(unit, mean, chance ? interval.ci95() : Optional.of(new Interval(mean, mean)));
  }

  /** As a line of JSON. */
  String line(List<String> paths) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.inRow();
      write(json, paths);
    }
    return out.toString();
  }

  public void write(JsonWriter json, List<String> paths) {
    json.beginObject().member("point", row.point()).name("over").beginObject();
    for (int i = 0; i < paths.size(); i++) {
      json.member(paths.get(i), row.over().get(i));
    }
    json.endObject()
        .member("variant", row.variant())
        .member("replications", replications)
        .member("failed", failed)
        .member("incomplete", incomplete);
    json.name("reasons").beginArray();
    reasons.forEach(json::value);
    json.endArray().name("metrics").beginObject();
    metrics.forEach(
        (name, mean) -> {
          json.name(name).beginObject().member("unit", mean.unit).member("mean", mean.mean);
          json.name("ci95");
          mean.ci95.ifPresentOrElse(
              ci -> json.beginArray().value(ci.low()).value(ci.high()).endArray(), json::nothing);
          json.endObject();
        });
    json.endObject().endObject();
  }
}
