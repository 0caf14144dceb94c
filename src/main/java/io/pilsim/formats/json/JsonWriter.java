package io.pilsim.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;

/**
 * Writes one JSON document, the same bytes for the same calls: members in the order given, numbers
 * as short as exactness allows, {@code \n}, two spaces a level. Calls out of turn are an {@link
 * IllegalStateException}.
 */
public final class JsonWriter implements AutoCloseable {
  private interface Call {
    void run() throws IOException;
  }

  private final Writer out;
  private final JsonGenerator json;
  private final JsonLayout layout = new JsonLayout();

  /** The caller closes {@code out}; {@link #close} ends the document and flushes. */
  public JsonWriter(Writer out) {
    this.out = out;
    try {
      JsonFactory factory = new JsonFactory();
      json = factory.createGenerator(out);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      json.enable(JsonGenerator.Feature.STRICT_DUPLICATE_DETECTION);
      json.setPrettyPrinter(layout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonWriter beginObject() {
    return call(json::writeStartObject);
  }

  public JsonWriter endObject() {
    return call(json::writeEndObject);
  }

  public JsonWriter beginArray() {
    return call(json::writeStartArray);
  }

  public JsonWriter endArray() {
    return call(json::writeEndArray);
  }

  /** The next array or object goes on one line, with all that it holds. */
  public JsonWriter inRow() {
    layout.beginRow();
    return this;
  }

  public JsonWriter name(String name) {
    return call(() -> json.writeFieldName(name));
  }

  public JsonWriter value(String value) {
    return call(() -> json.writeString(value));
  }

  public JsonWriter value(long value) {
    return call(() -> json.writeNumber(value));
  }

  /** NaN and the infinities are an {@link IllegalArgumentException}. */
  public JsonWriter value(double value) {
    String text = Decimal.of(value);
    return call(() -> json.writeNumber(text));
  }

  public JsonWriter value(boolean value) {
    return call(() -> json.writeBoolean(value));
  }

  public JsonWriter nothing() {
    return call(json::writeNull);
  }

  /** A tree that was read; its numbers keep the text that they had. */
  public JsonWriter value(JsonNode node) {
    if (node instanceof JsonObject object) {
      beginObject();
      for (Map.Entry<String, JsonNode> member : object.members().entrySet()) {
        name(member.getKey()).value(member.getValue());
      }
      return endObject();
    }
    if (node instanceof JsonArray array) {
      beginArray();
      array.items().forEach(this::value);
      return endArray();
    }
    return scalar(node);
  }

  private JsonWriter scalar(JsonNode node) {
    if (node instanceof JsonText text) {
      return value(text.value());
    }
    if (node instanceof JsonNumber number) {
      return call(() -> json.writeNumber(number.text()));
    }
    return node instanceof JsonTruth truth ? value(truth.value()) : nothing();
  }

  public JsonWriter member(String name, String value) {
    return name(name).value(value);
  }

  public JsonWriter member(String name, long value) {
    return name(name).value(value);
  }

  public JsonWriter member(String name, double value) {
    return name(name).value(value);
  }

  public JsonWriter member(String name, boolean value) {
    return name(name).value(value);
  }

  @Override
  public void close() {
    call(
        () -> {
          json.close();
          out.write('\n');
          out.flush();
        });
  }

  private JsonWriter call(Call call) {
    try {
      call.run();
      return this;
    } catch (JsonGenerationException e) {
      throw new IllegalStateException(e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
