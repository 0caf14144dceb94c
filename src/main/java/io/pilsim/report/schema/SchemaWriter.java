package io.pilsim.report.schema;

import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.List;

/** The parts that every schema is made of (JSON Schema, draft 2020-12). */
final class SchemaWriter {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private final StringWriter out = new StringWriter();
  private final JsonWriter json = new JsonWriter(out);

  SchemaWriter(String title) {
    json.beginObject().member("$schema", DRAFT).member("title", title);
  }

  String finish() {
    json.endObject();
    json.close();
    return out.toString();
  }

  JsonWriter json() {
    return json;
  }

  /** Of an object that takes no other keys; {@code properties} must follow. */
  SchemaWriter closedObject(List<String> required) {
    json.member("type", "object").member("additionalProperties", false);
    if (!required.isEmpty()) {
      strings("required", required);
    }
    return this;
  }

  SchemaWriter beginProperties() {
    json.name("properties").beginObject();
    return this;
  }

  SchemaWriter endProperties() {
    json.endObject();
    return this;
  }

  SchemaWriter strings(String name, List<String> values) {
    json.name(name).inRow().beginArray();
    values.forEach(json::value);
    json.endArray();
    return this;
  }

  /** A member whose schema is only a type. */
  SchemaWriter typed(String name, String type) {
    json.name(name).inRow().beginObject().member("type", type).endObject();
    return this;
  }

  /** A member that may be null. */
  SchemaWriter perhaps(String name, String type) {
    json.name(name).inRow().beginObject().name("type").beginArray();
    json.value(type).value("null").endArray().endObject();
    return this;
  }

  /** A member that is an array of one type. */
  SchemaWriter arrayOf(String name, String type) {
    json.name(name).inRow().beginObject().member("type", "array").name("items");
    json.beginObject().member("type", type).endObject().endObject();
    return this;
  }
}
