package io.pilsim.formats.json;

/** A string. */
public record JsonText(int line, int column, String value) implements JsonNode {}
