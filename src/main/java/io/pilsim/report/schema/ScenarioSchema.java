package io.pilsim.report.schema;

import io.pilsim.formats.json.JsonWriter;
import io.pilsim.platform.scenario.GateBudget;
import io.pilsim.platform.scenario.Key;
import io.pilsim.platform.scenario.ScenarioKeys;
import io.pilsim.platform.scenario.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The schema of scenarios, made of the keys that the parser knows. */
final class ScenarioSchema {
  private final SchemaWriter schema =
      new SchemaWriter("pilsim scenario: a platform, a workload, variants, expectations");
  private final JsonWriter json = schema.json();

  private ScenarioSchema() {}

  static String text() {
    return new ScenarioSchema().scenario();
  }

  private String scenario() {
    schema.closedObject(required("")).beginProperties();
    properties("");
    json.name("variants").beginObject().member("type", "object");
    json.member("description", "each overrides leaves of the scenario or the platform, by path");
    json.name("additionalProperties").inRow().beginObject();
    schema.strings("type", List.of("object", "null"));
    json.endObject().endObject();
    json.name("expect").beginObject().member("type", "array");
    json.member("description", "[VARIANT:] METRIC[.STATISTIC] OP VALUE");
    json.name("items").inRow().beginObject().member("type", "string").endObject().endObject();
    gate();
    schema.endProperties();
    return schema.finish();
  }

  private void gate() {
    json.name("gate").beginObject().member("type", "array");
    json.member("description", "how much worse metrics may get; read by pilsim gate alone");
    json.name("items").beginObject();
    schema.closedObject(List.of("metric", "better", "max_change")).beginProperties();
    schema.typed("metric", "string");
    json.name("better").inRow().beginObject();
    schema.strings("enum", Word.all(GateBudget.Better.class));
    json.endObject().name("max_change").inRow().beginObject();
    schema.strings("type", List.of("string", "number"));
    json.endObject();
    schema.typed("variant", "string").endProperties();
    json.endObject().endObject();
  }

  /** The keys directly below a section, each with its schema. */
  private void properties(String section) {
    Set<String> done = new LinkedHashSet<>();
    for (Key key : ScenarioKeys.leaves()) {
      if (!key.path().startsWith(section)) {
        continue;
      }
      String rest = key.path().substring(section.length());
      int dot = rest.indexOf('.');
      String name = dot < 0 ? rest : rest.substring(0, dot);
      if (!done.add(name)) {
        continue;
      }
      if (dot < 0) {
        leaf(name, key);
      } else if (rest.endsWith(".*") && rest.indexOf('.') == rest.length() - 2) {
        named(name, key);
      } else if (rest.startsWith(name + ".*.")) {
        json.name(name).beginObject().member("type", "object");
        json.name("additionalProperties").beginObject();
        section(section + name + ".*.");
        json.endObject().endObject();
      } else {
        json.name(name).beginObject();
        section(section + name + ".");
        json.endObject();
      }
    }
  }

  private void section(String section) {
    schema.closedObject(required(section)).beginProperties();
    properties(section);
    schema.endProperties();
  }

  private static List<String> required(String section) {
    Set<String> required = new LinkedHashSet<>();
    for (Key key : ScenarioKeys.leaves()) {
      boolean below = section.contains("*") && !key.requiredBy().isEmpty();
      if ((key.required() || below) && key.path().startsWith(section)) {
        String rest = key.path().substring(section.length());
        int dot = rest.indexOf('.');
        required.add(dot < 0 ? rest : rest.substring(0, dot));
      }
    }
    return List.copyOf(required);
  }

  /** Keys of free names. */
  private void named(String name, Key key) {
    json.name(name).beginObject().member("type", "object");
    json.member("description", key.meaning());
    json.name("additionalProperties").inRow().beginObject();
    json.member("type", "string").endObject().endObject();
  }

  private void leaf(String name, Key key) {
    json.name(name).beginObject().member("description", key.meaning());
    if (key.many()) {
      json.name("type").inRow().beginArray().value("array").value("string").endArray();
      json.name("items").inRow().beginObject().member("type", "string").endObject();
    } else if (key.kind() == Key.Kind.CHOICE) {
      schema.strings("enum", key.choices());
    } else if (key.kind() == Key.Kind.QUANTITY) {
      json.name("type").inRow().beginArray();
      json.value("string").value("number").value("boolean").endArray();
    } else {
      json.member("type", key.kind() == Key.Kind.COUNT ? "integer" : "string");
    }
    key.standard().ifPresent(value -> standard(key, value));
    json.endObject();
  }

  private void standard(Key key, String value) {
    if (key.kind() == Key.Kind.COUNT) {
      json.member("default", Long.parseLong(value));
    } else {
      json.member("default", value);
    }
  }
}
