package io.pilsim.experiment;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNull;
import io.pilsim.formats.json.JsonNumber;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import io.pilsim.formats.json.JsonTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Typed members of JSON objects; what is missing or of another type is an error with its place. */
public final class JsonFields {
  private final String file;

  public JsonFields(String file) {
    this.file = file;
  }

  public JsonNode member(JsonObject object, String name) throws FormatException {
    return object.get(name).orElseThrow(() -> error(object, name + ": missing"));
  }

  public JsonObject object(JsonNode node) throws FormatException {
    if (node instanceof JsonObject object) {
      return object;
    }
    throw error(node, "expected an object");
  }

  public String text(JsonObject object, String name) throws FormatException {
    if (member(object, name) instanceof JsonText text) {
      return text.value();
    }
    throw error(member(object, name), name + ": expected a string");
  }

  public boolean truth(JsonObject object, String name) throws FormatException {
    if (member(object, name) instanceof JsonTruth truth) {
      return truth.value();
    }
    throw error(member(object, name), name + ": expected true or false");
  }

  public long whole(JsonObject object, String name) throws FormatException {
    JsonNode node = member(object, name);
    if (node instanceof JsonNumber number && number.asLong().isPresent()) {
      return number.asLong().getAsLong();
    }
    throw error(node, name + ": expected a whole number");
  }

  /** A whole number from 0 that counts something, or is a place in a list. */
  public int count(JsonObject object, String name) throws FormatException {
    long whole = whole(object, name);
    if (whole < 0 || whole > Integer.MAX_VALUE) {
      throw error(member(object, name), name + ": expected 0 to " + Integer.MAX_VALUE);
    }
    return (int) whole;
  }

  public double number(JsonObject object, String name) throws FormatException {
    return number(member(object, name));
  }

  public double number(JsonNode node) throws FormatException {
    if (node instanceof JsonNumber number) {
      return number.asDouble();
    }
    throw error(node, "expected a number");
  }

  /** Empty for {@code null}. */
  public OptionalDouble perhaps(JsonObject object, String name) throws FormatException {
    JsonNode node = member(object, name);
    return node instanceof JsonNull ? OptionalDouble.empty() : OptionalDouble.of(number(node));
  }

  public List<JsonNode> items(JsonObject object, String name) throws FormatException {
    if (member(object, name) instanceof JsonArray array) {
      return array.items();
    }
    throw error(member(object, name), name + ": expected an array");
  }

  public List<String> texts(JsonObject object, String name) throws FormatException {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(object, name)) {
      if (!(item instanceof JsonText text)) {
        throw error(item, name + ": expected strings");
      }
      texts.add(text.value());
    }
    return texts;
  }

  public FormatException error(JsonNode at, String problem) {
    return FormatException.at(file, at.line(), at.column(), problem);
  }
}
