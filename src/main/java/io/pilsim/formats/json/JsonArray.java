package io.pilsim.formats.json;

import java.util.List;

/** Items in their order. */
public record JsonArray(int line, int column, List<JsonNode> items) implements JsonNode {
  public JsonArray {
    items = List.copyOf(items);
  }
}
