package io.pilsim.formats.yaml;

/** A piece of text; {@code quoted} when it was written in quotes or as a block. */
public record YamlScalar(int line, int column, String text, boolean quoted) implements YamlNode {
  /** Whether nothing was written, as after {@code key:} at the end of a line. */
  public boolean isAbsent() {
    return text.isEmpty() && !quoted;
  }
}
