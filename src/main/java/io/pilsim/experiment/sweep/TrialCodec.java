package io.pilsim.experiment.sweep;

import io.pilsim.experiment.JsonFields;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Trials as lines of a journal: a checksum, then JSON. What the values are of stands on a line of
 * its own before the first trial that has them.
 */
final class TrialCodec {
  private static final int CHECKSUM_DIGITS = 8;

  private final Map<List<Trial.Column>, Integer> numbers = new HashMap<>();
  private final List<List<Trial.Column>> columns = new ArrayList<>();
  private boolean damaged;

  /** The line that says what the values of a trial are of; none if one has said it. */
  Optional<byte[]> writeColumns(Trial trial) {
    if (numbers.containsKey(trial.columns())) {
      return Optional.empty();
    }
    int number = learn(trial.columns());
    return Optional.of(line(json -> writeColumns(json, trial, number)));
  }

  /**
   * The line of a trial, without its end.
   *
   * @param number of its columns
   */
  static byte[] write(Trial trial, int number) {
    return line(json -> writeTrial(json, trial, number));
  }

  int number(List<Trial.Column> names) {
    return numbers.get(names);
  }

  /** The columns of a number: the list that stands for all equal ones. */
  List<Trial.Column> columns(int number) {
    return columns.get(number);
  }

  private int learn(List<Trial.Column> names) {
    numbers.put(names, columns.size());
    columns.add(names);
    return columns.size() - 1;
  }

  private static byte[] line(Consumer<JsonWriter> body) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.inRow().beginObject();
      body.accept(json);
      json.endObject();
    }
    String text = out.toString().strip();
    return (checksum(text) + " " + text).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeColumns(JsonWriter json, Trial trial, int number) {
    json.member("columns", number).name("names").beginArray();
    trial.columns().forEach(column -> json.value(column.name()));
    json.endArray().name("units").beginArray();
    trial.columns().forEach(column -> json.value(column.unit()));
    json.endArray();
  }

  private static void writeTrial(JsonWriter json, Trial trial, int number) {
    json.member("trial", trial.key())
        .member("status", trial.status().name().toLowerCase(Locale.ROOT))
        .member("reason", trial.reason())
        .member("chance", trial.chance())
        .member("ns", trial.costNs());
    json.name("warmup").beginObject();
    trial.warmup().forEach((path, count) -> json.member(path, (long) count));
    json.endObject().member("columns", number).name("values").beginArray();
    trial.values().forEach(value -> json.value((double) value));
    json.endArray();
  }

  /** The trial of a line; none when the line says what values are of, or is damaged. */
  Optional<Trial> read(String file, byte[] line) {
    damaged = false;
    String text = new String(line, StandardCharsets.UTF_8);
    int split = CHECKSUM_DIGITS;
    if (text.length() <= split
        || text.charAt(split) != ' '
        || !text.substring(0, split).equals(checksum(text.substring(split + 1)))) {
      damaged = true;
      return Optional.empty();
    }
    try {
      JsonFields fields = new JsonFields(file);
      JsonObject object = fields.object(JsonNode.parse(file, text.substring(split + 1)));
      return object.get("trial").isPresent()
          ? Optional.of(trial(fields, object, columns.get(fields.count(object, "columns"))))
          : columns(fields, object);
    } catch (FormatException | IllegalArgumentException | IndexOutOfBoundsException e) {
      damaged = true; // of another version, or written by hand
      return Optional.empty();
    }
  }

  /** Whether the line read last was not written as a whole. */
  boolean lastWasDamaged() {
    return damaged;
  }

  private Optional<Trial> columns(JsonFields fields, JsonObject object) throws FormatException {
    List<String> names = fields.texts(object, "names");
    List<String> units = fields.texts(object, "units");
    List<Trial.Column> read = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      read.add(new Trial.Column(names.get(i), units.get(i)));
    }
    learn(List.copyOf(read));
    return Optional.empty();
  }

  /** The trial of a line that was read before, or written; its values are of those. */
  static Trial trial(String file, byte[] line, List<Trial.Column> columns) throws FormatException {
    String text = new String(line, StandardCharsets.UTF_8);
    JsonFields fields = new JsonFields(file);
    JsonNode node = JsonNode.parse(file, text.substring(CHECKSUM_DIGITS + 1));
    return trial(fields, fields.object(node), columns);
  }

  private static Trial trial(JsonFields fields, JsonObject object, List<Trial.Column> columns)
      throws FormatException {
    List<Double> values = new ArrayList<>();
    for (JsonNode value : fields.items(object, "values")) {
      values.add(fields.number(value));
    }
    return new Trial(
        fields.text(object, "trial"),
        Trial.Status.valueOf(fields.text(object, "status").toUpperCase(Locale.ROOT)),
        fields.text(object, "reason"),
        fields.truth(object, "chance"),
        fields.whole(object, "ns"),
        warmup(fields, object),
        columns,
        values);
  }

  static SortedMap<String, Integer> warmup(JsonFields fields, JsonObject object)
      throws FormatException {
    SortedMap<String, Integer> warmup = new TreeMap<>();
    JsonObject deleted = fields.object(fields.member(object, "warmup"));
    for (String path : deleted.names()) {
      warmup.put(path, fields.count(deleted, path));
    }
    return warmup;
  }

  private static String checksum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
