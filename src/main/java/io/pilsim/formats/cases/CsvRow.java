package io.pilsim.formats.cases;

import io.pilsim.formats.FormatException;
import java.util.Map;

/** One row of a {@link CsvTable}, which knows where it stands. */
public final class CsvRow {
  private final String file;
  private final int line;
  private final Map<String, Integer> columns;
  private final String[] fields;

  CsvRow(String file, int line, Map<String, Integer> columns, String[] fields) {
    this.file = file;
    this.line = line;
    this.columns = columns;
    this.fields = fields;
  }

  public String text(String column) throws FormatException {
    return fields[place(column)];
  }

  /** A whole number, decimal or {@code 0x} hexadecimal. */
  public long number(String column) throws FormatException {
    String text = text(column);
    try {
      return text.startsWith("0x")
          ? Long.parseUnsignedLong(text, 2, text.length(), 16)
          : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(column, "not a whole number: " + text);
    }
  }

  /** A whole number within limits. */
  public int number(String column, int least, int most) throws FormatException {
    long value = number(column);
    if (value < least || value > most) {
      throw wrong(column, "need " + least + " to " + most + ": " + value);
    }
    return (int) value;
  }

  public double real(String column) throws FormatException {
    String text = text(column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(column, "not a number: " + text);
    }
  }

  /** What is wrong with a field, with its place. */
  public FormatException wrong(String column, String problem) {
    int at = 1;
    int index = columns.getOrDefault(column, 0);
    for (int i = 0; i < index; i++) {
      at += fields[i].length() + 1;
    }
    return FormatException.at(file, line, at, column + ": " + problem);
  }

  private int place(String column) throws FormatException {
    Integer index = columns.get(column);
    if (index == null) {
      throw FormatException.at(file, 1, 1, "no column " + column);
    }
    return index;
  }
}
