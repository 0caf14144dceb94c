package io.pilsim.platform.model;

/**
 * Where a value was written: a place in a file, or something without lines such as an option.
 *
 * @param line from 1; 0 when the source has no lines
 */
public record Origin(String source, int line, int column) implements Comparable<Origin> {
  /** A source without lines, such as {@code --set}. */
  public static Origin of(String source) {
    return new Origin(source, 0, 0);
  }

  @Override
  public int compareTo(Origin other) {
    int bySource = source.compareTo(other.source);
    if (bySource != 0) {
      return bySource;
    }
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
