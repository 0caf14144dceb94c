package io.pilsim.report;

/** Commands as a shell reads them. */
public final class CommandLines {
  private CommandLines() {}

  /** As a shell takes it for one word. */
  public static String word(String text) {
    boolean plain = text.matches("[A-Za-z0-9_./:=,+@%-]+");
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
