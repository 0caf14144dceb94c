package io.pilsim.report.schema;

import io.pilsim.experiment.ResultRecord;
import io.pilsim.formats.json.JsonWriter;
import io.pilsim.platform.model.Basis;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All schemas, by the name of what they describe. */
public final class Schemas {
  private static final String VALUE = "#/$defs/value";

  private Schemas() {}

  public static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("scenario", ScenarioSchema.text());
    all.put("platform", platform());
    all.put("result", result());
    return all;
  }

  /** As the file is called in {@code model/schema/}. */
  public static String fileName(String name) {
    return name + ".schema.json";
  }

  /** A branch holds branches and leaves; whatever has a value is a leaf. */
  private static String platform() {
    SchemaWriter schema = new SchemaWriter("pilsim platform file: what hardware and firmware are");
    schema.json().member("$ref", "#/$defs/branch").name("$defs").beginObject();
    schema.json().name("branch").beginObject().member("type", "object");
    schema.json().name("additionalProperties").beginObject();
    schema.json().name("if").inRow().beginObject().name("anyOf").beginArray();
    schema.json().beginObject().name("required").beginArray().value("value").endArray().endObject();
    schema.json().beginObject().name("required").beginArray().value("basis").endArray().endObject();
    schema.json().endArray().endObject();
    reference(schema.json(), "then", "#/$defs/leaf");
    reference(schema.json(), "else", "#/$defs/branch");
    schema.json().endObject().endObject();
    schema.json().name("leaf").beginObject();
    schema.closedObject(List.of("value", "basis", "source")).beginProperties();
    reference(schema.json(), "value", VALUE);
    schema.json().name("basis").inRow().beginObject();
    schema.strings("enum", Arrays.stream(Basis.values()).map(Basis::word).toList());
    schema.json().endObject();
    schema.typed("source", "string");
    schema.json().name("range").inRow().beginObject().member("type", "array").name("items");
    schema.json().beginObject().member("$ref", "#/$defs/scalar").endObject().endObject();
    schema.json().name("legal").inRow().beginObject().member("type", "array").endObject();
    schema.json().name("slower").inRow().beginObject();
    schema.strings("enum", List.of("high", "low"));
    schema.json().endObject();
    schema.endProperties();
    schema.json().name("if").inRow().beginObject().name("properties").beginObject().name("basis");
    schema.json().beginObject().member("const", "assumed").endObject().endObject().endObject();
    schema.json().name("then").inRow().beginObject();
    schema.strings("required", List.of("range"));
    schema.json().endObject().endObject();
    schema.json().name("scalar").inRow().beginObject();
    schema.strings("type", List.of("string", "number", "boolean"));
    schema.json().endObject();
    schema.json().name("value").beginObject().name("anyOf").beginArray();
    schema.json().inRow().beginObject().member("$ref", "#/$defs/scalar").endObject();
    schema.json().inRow().beginObject().member("type", "array").name("items");
    schema.json().beginObject().member("$ref", "#/$defs/scalar").endObject().endObject();
    schema.json().endArray().endObject().endObject();
    return schema.finish();
  }

  private static void reference(JsonWriter json, String name, String to) {
    json.name(name).inRow().beginObject().member("$ref", to).endObject();
  }

  private static String result() {
    SchemaWriter schema = new SchemaWriter("pilsim result of one scenario");
    schema
        .closedObject(
            List.of(
                "format", "scenario", "platform", "hashes", "seed", "variants", "assumed", "laws"))
        .beginProperties();
    schema.json().name("format").inRow().beginObject();
    schema.json().member("const", ResultRecord.FORMAT).endObject();
    schema.typed("scenario", "string").typed("platform", "string");
    schema.json().name("hashes").beginObject();
    List<String> hashes = List.of("scenario", "model", "inputs", "pilsim");
    schema.closedObject(hashes).beginProperties();
    hashes.forEach(hash -> schema.typed(hash, "string"));
    schema.endProperties();
    schema.json().endObject();
    schema.typed("seed", "integer");
    schema.json().name("variants").inRow().beginObject().member("type", "array").name("items");
    schema.json().beginObject().member("$ref", "#/$defs/variant").endObject().endObject();
    schema.arrayOf("assumed", "string");
    schema.json().name("laws").beginObject();
    schema.closedObject(List.of("checked", "failed")).beginProperties();
    schema.typed("checked", "integer").arrayOf("failed", "string").endProperties();
    schema.json().endObject();
    schema.arrayOf("expectations", "object").endProperties();
    schema.json().name("$defs").beginObject();
    variant(schema);
    figure(schema);
    schema.json().endObject();
    return schema.finish();
  }

  private static void variant(SchemaWriter schema) {
    schema.json().name("variant").beginObject();
    schema
        .closedObject(List.of("name", "overrides", "replications", "metrics"))
        .beginProperties()
        .typed("name", "string")
        .typed("overrides", "object")
        .typed("replications", "integer");
    schema.json().name("metrics").inRow().beginObject().member("type", "object");
    schema.json().name("additionalProperties").beginObject();
    schema.json().member("$ref", "#/$defs/figure").endObject().endObject();
    schema
        .typed("completed", "boolean")
        .perhaps("uncertainty", "object")
        .arrayOf("findings", "string")
        .arrayOf("notes", "string")
        .arrayOf("log", "string")
        .endProperties();
    schema.json().endObject();
  }

  private static void figure(SchemaWriter schema) {
    schema.json().name("figure").beginObject();
    schema
        .closedObject(List.of("unit", "n", "mean", "ci95", "sd", "min", "p50", "p90", "p99", "max"))
        .beginProperties()
        .typed("unit", "string")
        .typed("n", "integer")
        .typed("mean", "number")
        .perhaps("ci95", "array")
        .perhaps("sd", "number");
    List.of("min", "p50", "p90", "p99", "max").forEach(name -> schema.typed(name, "number"));
    schema.typed("percentiles_ci95", "object").typed("cdf", "array");
    schema.endProperties();
    schema.json().endObject();
  }
}
