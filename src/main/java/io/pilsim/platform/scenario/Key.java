package io.pilsim.platform.scenario;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One leaf that a scenario may have.
 *
 * @param path dotted; {@code *} stands for a free name
 * @param many whether it holds a list
 * @param choices the words of a {@link Kind#CHOICE}
 * @param standard what holds when it is left out; empty when it may be absent
 */
public record Key(
    String path,
    Kind kind,
    boolean many,
    List<String> choices,
    boolean required,
    Optional<String> standard,
    String meaning) {
  /** What a value must be. */
  public enum Kind {
    TEXT,
    CHOICE,
    FILE,
    COUNT,
    /** A duration with its unit. */
    DURATION,
    /** A duration, or the word for finding it out. */
    WARMUP,
    /** How tight an interval is to be. */
    PRECISION,
    FAULT,
    OPERATION
  }

  static Key of(String path, Kind kind, String meaning) {
    return new Key(path, kind, false, List.of(), false, Optional.empty(), meaning);
  }

  static Key choice(String path, List<String> words, String meaning) {
    return new Key(path, Kind.CHOICE, false, words, false, Optional.empty(), meaning);
  }

  Key list() {
    return new Key(path, kind, true, choices, required, standard, meaning);
  }

  Key mandatory() {
    return new Key(path, kind, many, choices, true, standard, meaning);
  }

  Key otherwise(String value) {
    return new Key(path, kind, many, choices, required, Optional.of(value), meaning);
  }

  boolean matches(String candidate) {
    if (!path.endsWith("*")) {
      return path.equals(candidate);
    }
    String stem = path.substring(0, path.length() - 1);
    return candidate.startsWith(stem) && NAME.matcher(candidate.substring(stem.length())).matches();
  }

  /** Whether the path leads to keys and not to a value: {@code inputs} for this key's sake. */
  boolean isBelow(String section) {
    return path.startsWith(section + ".");
  }

  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
}
