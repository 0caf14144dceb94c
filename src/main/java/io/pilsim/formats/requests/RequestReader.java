package io.pilsim.formats.requests;

import io.pilsim.formats.FormatException;

/** Walks over the lines of a request list and the fields of a line. */
final class RequestReader {
  private final String file;
  private final String text;
  private int line;
  private int lineStart;
  private int lineEnd = -1;
  private int at;

  RequestReader(String file, String text) {
    this.file = file;
    this.text = text;
  }

  void header() throws FormatException {
    boolean present = nextLine();
    if (!present || !text.substring(at, lineEnd).equals(RequestList.HEADER)) {
      throw FormatException.at(file, 1, 1, "expected the header " + RequestList.HEADER);
    }
  }

  /** To the beginning of the next line, if there is one. */
  boolean nextLine() throws FormatException {
    if (line > 1 && at <= lineEnd) {
      throw error(at, "more than seven fields, expected " + RequestList.HEADER);
    }
    lineStart = text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
    if (lineStart >= text.length()) {
      return false;
    }
    line++;
    int newline = text.indexOf('\n', lineStart);
    lineEnd = newline < 0 ? text.length() : newline;
    if (lineEnd > lineStart && text.charAt(lineEnd - 1) == '\r') {
      lineEnd--;
    }
    at = lineStart;
    return true;
  }

  /** What is left of a line that is wrong is not looked at. */
  void leaveLine() {
    at = lineEnd + 1;
  }

  long number(String name, long most) throws FormatException {
    int from = at;
    int to = field(name);
    boolean hex = to - from > 2 && text.startsWith("0x", from);
    long value = 0;
    for (int i = hex ? from + 2 : from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), hex ? 16 : 10);
      if (digit < 0 || text.charAt(i) > 'f') {
        throw error(from, name + " '" + text.substring(from, to) + "' is no whole number");
      }
      if (value > (most - digit) / (hex ? 16 : 10)) {
        throw error(from, name + " " + text.substring(from, to) + " is larger than " + most);
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    return value;
  }

  long positive(String name, long most) throws FormatException {
    int from = at;
    long value = number(name, most);
    if (value == 0) {
      throw error(from, name + " is 0, expected 1 or more");
    }
    return value;
  }

  boolean isWrite() throws FormatException {
    int from = at;
    int to = field("rw");
    char first = text.charAt(from);
    if (to - from != 1 || (first != 'r' && first != 'w')) {
      throw error(from, "rw '" + text.substring(from, to) + "' does not fit, expected r or w");
    }
    return first == 'w';
  }

  /** Behind the field that begins here, which is not empty; then goes to the next. */
  private int field(String name) throws FormatException {
    int from = Math.min(at, lineEnd);
    int to = from;
    while (to < lineEnd && text.charAt(to) != ',') {
      to++;
    }
    if (to == from) {
      throw error(from, name + " is missing, expected " + RequestList.HEADER);
    }
    at = to + 1;
    return to;
  }

  private FormatException error(int offset, String problem) {
    return FormatException.at(file, line, offset - lineStart + 1, problem);
  }
}
