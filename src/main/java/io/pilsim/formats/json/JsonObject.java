package io.pilsim.formats.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Members in the order written; no name occurs twice. */
public record JsonObject(int line, int column, Map<String, JsonNode> members) implements JsonNode {
  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public Optional<JsonNode> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  public List<String> names() {
    return List.copyOf(members.keySet());
  }
}
