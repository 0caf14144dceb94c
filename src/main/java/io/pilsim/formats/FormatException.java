package io.pilsim.formats;

import java.util.Locale;

/**
 * What is wrong with a file that somebody gave us, in one line, and where: {@code 12:5} (line and
 * column, both from 1) in a text, {@code byte 0x1f8} in a binary file, empty when it concerns the
 * file as a whole. The only exception that leaves this package.
 */
public final class FormatException extends Exception {
  private final String file;
  private final String where;
  private final String problem;

  public FormatException(String file, String where, String problem) {
    super(oneLine(sentence(file, where, problem)));
    this.file = file;
    this.where = oneLine(where);
    this.problem = oneLine(problem);
  }

  public static FormatException at(String file, int line, int column, String problem) {
    return new FormatException(file, line + ":" + column, problem);
  }

  public static FormatException atByte(String file, long offset, String problem) {
    return new FormatException(file, "byte 0x" + Long.toHexString(offset), problem);
  }

  public static FormatException ofFile(String file, String problem) {
    return new FormatException(file, "", problem);
  }

  public String file() {
    return file;
  }

  public String where() {
    return where;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }

  private static String sentence(String file, String where, String problem) {
    if (where.isEmpty()) {
      return file + ": " + problem;
    }
    boolean lineAndColumn = Character.isDigit(where.charAt(0));
    return file + (lineAndColumn ? ":" : ": ") + where + ": " + problem;
  }

  /** What a hostile file holds shall not break the line or steer the terminal. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        line.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }
}
