package io.pilsim.experiment.sweep;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.JsonFields;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonWriter;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.scenario.Setting;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trial as a text that another machine can carry out: the settings that it comes to, each with
 * where it was said, and what the first replication found. Files go by the names that messages have
 * for them; what they hold is {@link TrialInputs}.
 */
public record TrialRequest(
    String key,
    List<Setting> settings,
    long seed,
    int replication,
    EngineKind engine,
    SortedMap<String, Integer> warmup) {
  private static final String NAME = "request";

  public TrialRequest {
    settings = List.copyOf(settings);
    warmup = Collections.unmodifiableSortedMap(new TreeMap<>(warmup));
  }

  public static TrialRequest of(TrialTask task, EngineKind engine) {
    List<Setting> settings =
        task.variant().settings().stream().map(Setting::withShownFiles).toList();
    return new TrialRequest(
        task.key(), settings, task.seed(), task.replication(), engine, task.warmup());
  }

  public String text() {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.inRow().beginObject().member("key", key).member("seed", seed);
      json.member("replication", replication).member("engine", engine.name());
      json.name("warmup").beginObject();
      warmup.forEach((path, count) -> json.member(path, (long) count));
      json.endObject().name("settings").beginArray();
      settings.forEach(setting -> write(json, setting));
      json.endArray().endObject();
    }
    return out.toString().strip();
  }

  private static void write(JsonWriter json, Setting setting) {
    Origin origin = setting.origin();
    json.beginObject().member("path", setting.path()).name("values").beginArray();
    setting.values().forEach(json::value);
    json.endArray().member("source", origin.source()).member("line", origin.line());
    json.member("column", origin.column()).member("by", setting.by()).endObject();
  }

  static TrialRequest read(String text) throws FormatException {
    JsonFields fields = new JsonFields(NAME);
    JsonObject object = fields.object(JsonNode.parse(NAME, text));
    List<Setting> settings = new ArrayList<>();
    for (JsonNode item : fields.items(object, "settings")) {
      settings.add(setting(fields, fields.object(item)));
    }
    return new TrialRequest(
        fields.text(object, "key"),
        settings,
        fields.whole(object, "seed"),
        fields.count(object, "replication"),
        EngineKind.valueOf(fields.text(object, "engine")),
        TrialCodec.warmup(fields, object));
  }

  private static Setting setting(JsonFields fields, JsonObject object) throws FormatException {
    Origin origin =
        new Origin(
            fields.text(object, "source"),
            fields.count(object, "line"),
            fields.count(object, "column"));
    return new Setting(
        fields.text(object, "path"),
        fields.texts(object, "values"),
        origin,
        origin,
        Path.of(""),
        fields.text(object, "by"));
  }
}
