package io.pilsim.formats.ftrace;

/** A place in a line, moved on by what stands there. */
final class TextCursor {
  /** What stands there is not what has to. */
  static final class Unexpected extends Exception {
    private static final long serialVersionUID = 1;

    Unexpected(String message) {
      super(message);
    }
  }

  private static final int MOST_SHOWN = 24;

  private final String text;
  private int at;

  TextCursor(String text) {
    this.text = text;
  }

  TextCursor goTo(int place) {
    at = place;
    return this;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  boolean isAt(String literal) {
    return text.startsWith(literal, at);
  }

  /** Passes the literal if it stands there. */
  boolean passes(String literal) {
    if (!isAt(literal)) {
      return false;
    }
    at += literal.length();
    return true;
  }

  TextCursor expect(String literal) throws Unexpected {
    if (!passes(literal)) {
      throw unexpected("'" + literal + "'");
    }
    return this;
  }

  void spaces() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  /** With {@code 0x} in front. */
  long hexadecimal() throws Unexpected {
    expect("0x");
    int from = at;
    long value = 0;
    while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
      value = value << 4 | Character.digit(text.charAt(at), 16);
      at++;
    }
    if (at == from || at - from > 16) {
      at = from;
      throw unexpected("1 to 16 hexadecimal digits");
    }
    return value;
  }

  /** Without a sign; at most 18 digits. */
  long decimal() throws Unexpected {
    int from = at;
    long value = 0;
    while (at < text.length() && isDigit(text.charAt(at)) && at - from < 18) {
      value = value * 10 + (text.charAt(at) - '0');
      at++;
    }
    if (at == from || (at < text.length() && isDigit(text.charAt(at)))) {
      at = from;
      throw unexpected("1 to 18 digits");
    }
    return value;
  }

  int number() throws Unexpected {
    boolean negative = passes("-");
    long value = decimal();
    if (value > Integer.MAX_VALUE) {
      throw unexpected("a number below 2^31");
    }
    return (int) (negative ? -value : value);
  }

  /** Whether the literal and then a digit stand there. */
  boolean isAtDigitBehind(String literal) {
    int behind = at + literal.length();
    return isAt(literal) && behind < text.length() && isDigit(text.charAt(behind));
  }

  boolean isAtDigit() {
    return at < text.length() && isDigit(text.charAt(at));
  }

  /** The decimals of seconds: six or nine of them. */
  long nanoseconds() throws Unexpected {
    int from = at;
    long value = decimal();
    int digits = at - from;
    if (digits != 6 && digits != 9) {
      at = from;
      throw unexpected("6 or 9 decimals of a second");
    }
    return digits == 6 ? value * 1_000 : value;
  }

  /** What stands before the next such character, which is passed too. */
  String until(char end) throws Unexpected {
    int to = text.indexOf(end, at);
    if (to <= at) {
      throw unexpected("a name and '" + end + "'");
    }
    String passed = text.substring(at, to);
    at = to + 1;
    return passed;
  }

  /** Up to the next space or the end; at least one character. */
  String word() throws Unexpected {
    int end = text.indexOf(' ', at);
    int to = end < 0 ? text.length() : end;
    if (to == at) {
      throw unexpected("a word");
    }
    String word = text.substring(at, to);
    at = to;
    return word;
  }

  String rest() {
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  void end() throws Unexpected {
    spaces();
    if (!isAtEnd()) {
      throw unexpected("the end of the line");
    }
  }

  Unexpected unexpected(String wanted) {
    String there = text.substring(at, Math.min(text.length(), at + MOST_SHOWN));
    String found = isAtEnd() ? "the end" : "'" + there + "'";
    return new Unexpected(found + " in column " + (at + 1) + ", expected " + wanted);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
