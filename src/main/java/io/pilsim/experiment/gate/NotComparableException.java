package io.pilsim.experiment.gate;

import java.util.List;

/** There is no baseline to compare with, or none of the same thing: what differs, line by line. */
public final class NotComparableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  public NotComparableException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  public List<String> lines() {
    return lines;
  }
}
