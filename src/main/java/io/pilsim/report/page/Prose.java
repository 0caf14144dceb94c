package io.pilsim.report.page;

/** A paragraph. */
public record Prose(Tone tone, String text) implements Block {
  /** How a paragraph is meant. */
  public enum Tone {
    PLAIN,
    GOOD,
    BAD,
    /** Small print. */
    NOTE,
    /** To be typed. */
    COMMAND
  }

  public static Prose plain(String text) {
    return new Prose(Tone.PLAIN, text);
  }

  public static Prose note(String text) {
    return new Prose(Tone.NOTE, text);
  }

  public static Prose bad(String text) {
    return new Prose(Tone.BAD, text);
  }
}
