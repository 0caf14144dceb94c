package io.pilsim.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.pilsim.formats.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree from the parser's tokens. */
final class JsonReader {
  private static final int DEEPEST = 64;

  private final String file;
  private final String text;

  JsonReader(String file, String text) {
    this.file = file;
    this.text = text;
  }

  JsonNode read() throws FormatException {
    try (JsonParser parser = factory().createParser(text)) {
      if (parser.nextToken() == null) {
        throw FormatException.at(file, 1, 1, "the file is empty");
      }
      JsonNode root = node(parser, 1);
      if (parser.nextToken() != null) {
        throw error(parser, "one value was expected, and here is another");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw explain(e);
    } catch (IOException e) {
      throw new IllegalStateException(e); // a String does not fail to be read
    }
  }

  private JsonNode node(JsonParser parser, int depth) throws IOException, FormatException {
    if (depth > DEEPEST) {
      throw error(parser, "nested deeper than " + DEEPEST + " levels");
    }
    JsonLocation start = parser.currentTokenLocation();
    int line = start.getLineNr();
    int column = start.getColumnNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new JsonObject(line, column, members(parser, depth));
      case START_ARRAY -> new JsonArray(line, column, items(parser, depth));
      case VALUE_STRING -> new JsonText(line, column, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, line, column);
      case VALUE_TRUE -> new JsonTruth(line, column, true);
      case VALUE_FALSE -> new JsonTruth(line, column, false);
      case VALUE_NULL -> new JsonNull(line, column);
      default -> throw error(parser, "a value was expected");
    };
  }

  private Map<String, JsonNode> members(JsonParser parser, int depth)
      throws IOException, FormatException {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (members.containsKey(name)) {
        throw error(parser, "the name \"" + name + "\" is given twice");
      }
      parser.nextToken();
      members.put(name, node(parser, depth + 1));
    }
    return members;
  }

  private List<JsonNode> items(JsonParser parser, int depth) throws IOException, FormatException {
    List<JsonNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, depth + 1));
    }
    return items;
  }

  private JsonNumber number(JsonParser parser, int line, int column)
      throws IOException, FormatException {
    JsonNumber number = new JsonNumber(line, column, parser.getText());
    if (!Double.isFinite(number.asDouble())) {
      throw error(parser, "this number is too large");
    }
    return number;
  }

  private static JsonFactory factory() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder().maxNestingDepth(DEEPEST + 1).build();
    return new JsonFactoryBuilder()
        .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
        .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
        .streamReadConstraints(limits)
        .build();
  }

  private FormatException error(JsonParser parser, String problem) {
    JsonLocation at = parser.currentTokenLocation();
    return FormatException.at(file, at.getLineNr(), at.getColumnNr(), problem);
  }

  private FormatException explain(JsonProcessingException e) {
    String problem = aboutTheFile(e.getOriginalMessage().lines().findFirst().orElse("not JSON"));
    JsonLocation at = e.getLocation();
    return at == null
        ? FormatException.ofFile(file, problem)
        : FormatException.at(file, at.getLineNr(), at.getColumnNr(), problem);
  }

  /** Without the advice to whoever configures the parser. */
  private static String aboutTheFile(String problem) {
    int advice = problem.indexOf(": enable `");
    int apology = problem.indexOf(" (not recognized as one");
    int end = advice >= 0 ? advice : apology;
    return end >= 0 ? problem.substring(0, end) : problem;
  }
}
