package io.pilsim.formats.json;

/** {@code null}. */
public record JsonNull(int line, int column) implements JsonNode {}
