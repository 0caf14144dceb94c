package io.pilsim.report;

/** Emphasis on a terminal, or none. */
public enum Style {
  PLAIN,
  COLOR;

  private static final String RESET = "\u001b[0m";

  public String bold(String text) {
    return wrap("\u001b[1m", text);
  }

  public String bad(String text) {
    return wrap("\u001b[31m", text);
  }

  /** Marks of the best in green. */
  String best(String table) {
    return this == PLAIN
        ? table
        : table.replace(" " + Best.MARK, " " + wrap("\u001b[32m", Best.MARK));
  }

  private String wrap(String begin, String text) {
    return this == PLAIN ? text : begin + text + RESET;
  }
}
