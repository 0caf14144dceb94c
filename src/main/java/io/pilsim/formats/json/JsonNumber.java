package io.pilsim.formats.json;

import java.util.OptionalLong;

/** A number as it was written. */
public record JsonNumber(int line, int column, String text) implements JsonNode {
  /** The nearest double; always finite. */
  public double asDouble() {
    return Double.parseDouble(text);
  }

  /** The exact value, if it was written without fraction and exponent and fits. */
  public OptionalLong asLong() {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
