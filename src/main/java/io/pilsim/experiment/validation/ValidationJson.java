package io.pilsim.experiment.validation;

import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Cells as JSON: {@code pilsim-validation/1}. */
public final class ValidationJson {
  private ValidationJson() {}

  public static String write(List<ValidationCell> cells) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject().name("format").value("pilsim-validation/1").name("cells").beginArray();
      for (ValidationCell cell : cells) {
        write(json, cell);
      }
      json.endArray().endObject();
    }
    return out.toString();
  }

  private static void write(JsonWriter json, ValidationCell cell) {
    json.inRow().beginObject().name("table").value(cell.table()).name("row").beginObject();
    for (Map.Entry<String, String> field : cell.row().entrySet()) {
      json.name(field.getKey());
      number(json, field.getValue());
    }
    json.endObject().name("column").value(cell.column());
    json.name("expected").value(cell.expected()).name("simulated").value(cell.simulated());
    json.name("error").value(cell.error());
    if (cell.tolerance().isPresent()) {
      json.name("tolerance").value(cell.tolerance().getAsDouble());
    }
    json.name("role").value(cell.role()).name("ok").value(cell.ok()).endObject();
  }

  /** Numbers as numbers, all else as text. */
  private static void number(JsonWriter json, String value) {
    if (value.matches("-?(0|[1-9][0-9]{0,17})")) {
      json.value(Long.parseLong(value));
    } else if (value.matches("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,17}")) {
      json.value(Double.parseDouble(value));
    } else {
      json.value(value);
    }
  }
}
