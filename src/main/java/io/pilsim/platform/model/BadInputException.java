package io.pilsim.platform.model;

import java.util.List;

/** What the user gave cannot be used: every mistake in a line of its own. */
public final class BadInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  public BadInputException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  public BadInputException(String line) {
    this(List.of(line));
  }

  /** One mistake each, ready to print. */
  public List<String> lines() {
    return lines;
  }
}
