package io.pilsim.experiment.sweep;

import io.pilsim.experiment.JsonFields;
import io.pilsim.experiment.compare.Headline;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sweep, or a shard of one, consists of: {@code sweep.json}.
 *
 * @param command that repeats the whole sweep
 * @param metric that one looks at first
 * @param paths of the axes
 * @param points of the whole sweep
 */
public record SweepManifest(
    String scenario,
    String command,
    String metric,
    List<String> paths,
    int points,
    Shard shard,
    List<SweepRow> rows) {
  private static final String FORMAT = "pilsim-sweep/1";

  public SweepManifest {
    paths = List.copyOf(paths);
    rows = List.copyOf(rows);
  }

  /** Whether one looks at that metric first. */
  boolean isHeadline(String name) {
    return name.equals(metric) || Headline.isHeadline(name);
  }

  /** Whether another is a shard of the same sweep. */
  boolean isOfOneWith(SweepManifest other) {
    return scenario.equals(other.scenario)
        && paths.equals(other.paths)
        && points == other.points
        && shard.of() == other.shard.of();
  }

  String text() {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject()
          .member("format", FORMAT)
          .member("scenario", scenario)
          .member("command", command)
          .member("metric", metric);
      strings(json.name("over").inRow(), paths);
      json.member("points", points);
      json.name("shard").inRow().beginArray().value(shard.index()).value(shard.of()).endArray();
      json.name("rows").beginArray();
      for (SweepRow row : rows) {
        json.inRow().beginObject().member("point", row.point());
        strings(json.name("over"), row.over());
        json.member("order", row.order())
            .member("variant", row.variant())
            .member("hash", row.hash())
            .member("seed", row.seed())
            .member("replications", row.replications())
            .endObject();
      }
      json.endArray().endObject();
    }
    return out.toString();
  }

  private static void strings(JsonWriter json, List<String> values) {
    json.beginArray();
    values.forEach(json::value);
    json.endArray();
  }

  static SweepManifest read(String file, byte[] bytes) throws FormatException {
    JsonFields fields = new JsonFields(file);
    JsonObject root = fields.object(JsonNode.parse(file, bytes));
    if (!fields.text(root, "format").equals(FORMAT)) {
      throw fields.error(root, "format: expected " + FORMAT);
    }
    List<SweepRow> rows = new ArrayList<>();
    for (JsonNode node : fields.items(root, "rows")) {
      JsonObject row = fields.object(node);
      rows.add(
          new SweepRow(
              fields.count(row, "point"),
              fields.texts(row, "over"),
              fields.count(row, "order"),
              fields.text(row, "variant"),
              fields.text(row, "hash"),
              fields.whole(row, "seed"),
              fields.count(row, "replications")));
    }
    return new SweepManifest(
        fields.text(root, "scenario"),
        root.get("command").isPresent() ? fields.text(root, "command") : "",
        fields.text(root, "metric"),
        fields.texts(root, "over"),
        fields.count(root, "points"),
        shard(fields, root),
        rows);
  }

  private static Shard shard(JsonFields fields, JsonObject root) throws FormatException {
    List<JsonNode> parts = fields.items(root, "shard");
    if (parts.size() == 2) {
      double index = fields.number(parts.get(0));
      double of = fields.number(parts.get(1));
      if (index == (int) index && of == (int) of && index >= 1 && index <= of) {
        return new Shard((int) index, (int) of);
      }
    }
    throw fields.error(root, "shard: expected [I, N] with I from 1 to N");
  }
}
