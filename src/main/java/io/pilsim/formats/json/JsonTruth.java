package io.pilsim.formats.json;

/** {@code true} or {@code false}. */
public record JsonTruth(int line, int column, boolean value) implements JsonNode {}
