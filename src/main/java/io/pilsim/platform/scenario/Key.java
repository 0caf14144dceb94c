package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One leaf that a scenario may have.
 *
 * @param path dotted; {@code *} stands for a free name
 * @param dimension of a {@link Kind#QUANTITY}
 * @param many whether it holds a list
 * @param choices the words of a {@link Kind#CHOICE}
 * @param flows in which it has a part
 * @param requiredBy those of them that cannot do without it
 * @param standard what holds when it is left out; empty when it may be absent
 */
public record Key(
    String path,
    Kind kind,
    Optional<Dimension> dimension,
    boolean many,
    List<String> choices,
    Set<Flow> flows,
    Set<Flow> requiredBy,
    Optional<String> standard,
    String meaning) {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Set<Flow> ALL = Collections.unmodifiableSet(EnumSet.allOf(Flow.class));
  private static final String ANY = "*";

  /** What a value must be. */
  public enum Kind {
    TEXT,
    CHOICE,
    FILE,
    COUNT,
    QUANTITY,
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
    return of(path, kind, Optional.empty(), List.of(), meaning);
  }

  static Key choice(String path, List<String> words, String meaning) {
    return of(path, Kind.CHOICE, Optional.empty(), words, meaning);
  }

  static Key quantity(String path, Dimension dimension, String meaning) {
    return of(path, Kind.QUANTITY, Optional.of(dimension), List.of(), meaning);
  }

  private static Key of(
      String path, Kind kind, Optional<Dimension> dimension, List<String> words, String meaning) {
    return new Key(path, kind, dimension, false, words, ALL, Set.of(), Optional.empty(), meaning);
  }

  Key list() {
    return new Key(path, kind, dimension, true, choices, flows, requiredBy, standard, meaning);
  }

  /** It has a part in these flows alone. */
  Key in(Set<Flow> only) {
    return new Key(path, kind, dimension, many, choices, only, requiredBy, standard, meaning);
  }

  /** None of the flows in which it has a part can do without it. */
  Key mandatory() {
    return mandatoryFor(flows);
  }

  Key mandatoryFor(Set<Flow> some) {
    return new Key(path, kind, dimension, many, choices, flows, some, standard, meaning);
  }

  Key otherwise(String value) {
    return new Key(
        path, kind, dimension, many, choices, flows, requiredBy, Optional.of(value), meaning);
  }

  /** Whether no scenario can do without it. */
  public boolean required() {
    return requiredBy.equals(ALL);
  }

  boolean matches(String candidate) {
    return leadsTo(path, candidate) && steps(path) == steps(candidate);
  }

  /** Whether the path leads to keys and not to a value: {@code inputs} for this key's sake. */
  boolean isBelow(String section) {
    return leadsTo(path, section) && steps(section) < steps(path);
  }

  /** What is left of the path below a section that leads to it. */
  String pathBelow(String section) {
    int at = 0;
    for (long left = section.isEmpty() ? 0 : steps(section) + 1; left > 0; left--) {
      at = path.indexOf('.', at) + 1;
    }
    return path.substring(at);
  }

  /** Whether this key stands once below each of some free names. */
  boolean isRepeated() {
    return path.contains("." + ANY + ".");
  }

  /** The part before the free name. */
  String stem() {
    return path.substring(0, path.indexOf(ANY));
  }

  /** The path with its free name filled in. */
  String of(String name) {
    return path.replace(ANY, name);
  }

  /** Whether every step of the candidate is the template's, as far as it goes. */
  private static boolean leadsTo(String template, String candidate) {
    int t = 0;
    int c = 0;
    while (c <= candidate.length()) {
      if (t > template.length()) {
        return false;
      }
      String step = step(template, t);
      String name = step(candidate, c);
      if (step.equals(ANY) ? !NAME.matcher(name).matches() : !step.equals(name)) {
        return false;
      }
      t += step.length() + 1;
      c += name.length() + 1;
    }
    return true;
  }

  private static String step(String path, int from) {
    int end = path.indexOf('.', from);
    return path.substring(from, end < 0 ? path.length() : end);
  }

  private static long steps(String path) {
    return path.chars().filter(c -> c == '.').count();
  }
}
