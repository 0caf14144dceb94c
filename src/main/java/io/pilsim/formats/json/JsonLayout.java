package io.pilsim.formats.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/** Two spaces a level, one member or item a line; what is opened in a row stays on its line. */
final class JsonLayout implements PrettyPrinter {
  private int level;
  private int rowLevel = Integer.MAX_VALUE;

  /** What is opened next, and all that it holds, goes on one line. */
  void beginRow() {
    rowLevel = Math.min(rowLevel, level + 1);
  }

  @Override
  public void writeStartObject(JsonGenerator out) throws IOException {
    open(out, '{');
  }

  @Override
  public void writeEndObject(JsonGenerator out, int members) throws IOException {
    close(out, '}', members);
  }

  @Override
  public void writeStartArray(JsonGenerator out) throws IOException {
    open(out, '[');
  }

  @Override
  public void writeEndArray(JsonGenerator out, int items) throws IOException {
    close(out, ']', items);
  }

  @Override
  public void beforeObjectEntries(JsonGenerator out) throws IOException {
    firstLine(out);
  }

  @Override
  public void beforeArrayValues(JsonGenerator out) throws IOException {
    firstLine(out);
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
    nextLine(out);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
    nextLine(out);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(": ");
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator out) {
    throw new IllegalStateException("a document is one value");
  }

  private void open(JsonGenerator out, char bracket) throws IOException {
    out.writeRaw(bracket);
    level++;
  }

  private void close(JsonGenerator out, char bracket, int children) throws IOException {
    boolean inRow = level >= rowLevel;
    if (level == rowLevel) {
      rowLevel = Integer.MAX_VALUE;
    }
    level--;
    if (children > 0 && !inRow) {
      newLine(out);
    }
    out.writeRaw(bracket);
  }

  private void firstLine(JsonGenerator out) throws IOException {
    if (level < rowLevel) {
      newLine(out);
    }
  }

  private void nextLine(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    if (level < rowLevel) {
      newLine(out);
    } else {
      out.writeRaw(' ');
    }
  }

  private void newLine(JsonGenerator out) throws IOException {
    out.writeRaw('\n');
    out.writeRaw("  ".repeat(level));
  }
}
