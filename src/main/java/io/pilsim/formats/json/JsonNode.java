package io.pilsim.formats.json;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.Utf8;

/**
 * A JSON document as a tree that knows its places.
 *
 * <p><b>Models:</b> RFC 8259, strictly: no comments, no trailing commas, no key twice, nothing
 * after the value; numbers within the range of a double; at most 64 levels.
 */
public sealed interface JsonNode
    permits JsonObject, JsonArray, JsonText, JsonNumber, JsonTruth, JsonNull {
  /** Where it begins, from 1. */
  int line();

  /** Where it begins, from 1, in UTF-16 units. */
  int column();

  static JsonNode parse(String file, String text) throws FormatException {
    return new JsonReader(file, text).read();
  }

  static JsonNode parse(String file, byte[] utf8) throws FormatException {
    return parse(file, Utf8.decode(file, utf8));
  }
}
