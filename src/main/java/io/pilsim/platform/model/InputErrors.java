package io.pilsim.platform.model;

import io.pilsim.formats.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects every mistake of an input, so that all of them are reported at once. Nobody reads
 * thousands: when there are too many, reading ends.
 */
public final class InputErrors {
  private record Mistake(Origin origin, String line) {}

  private static final Pattern LINE_AND_COLUMN = Pattern.compile("(\\d+):(\\d+)");

  private static final int MOST = 1_000;

  private final List<Mistake> mistakes = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  /**
   * {@code FILE:LINE:COLUMN: path.to.key: what is wrong, what was expected}.
   *
   * @param path empty when the mistake is not at a key
   */
  public void add(Origin origin, String path, String problem) {
    String line = origin + ": " + (path.isEmpty() ? "" : path + ": ") + problem;
    add(origin, line);
  }

  private void add(Origin origin, String line) {
    if (known.add(line)) {
      mistakes.add(new Mistake(origin, line));
    }
    if (mistakes.size() > MOST) {
      List<String> first = new ArrayList<>(lines().subList(0, MOST));
      first.add(origin + ": more than " + MOST + " mistakes, reading ends here");
      throw new BadInputException(first);
    }
  }

  /** What a parser found; its own line and column, or byte offset, stand in front. */
  public void add(FormatException e) {
    Matcher place = LINE_AND_COLUMN.matcher(e.where());
    if (place.matches()) {
      int line = Integer.parseInt(place.group(1));
      add(new Origin(e.file(), line, Integer.parseInt(place.group(2))), "", e.problem());
    } else {
      add(Origin.of(e.file()), e.where(), e.problem());
    }
  }

  /** Everything another reader found. */
  public void add(BadInputException e) {
    for (String line : e.lines()) {
      add(Origin.of(line), line);
    }
  }

  public boolean isEmpty() {
    return mistakes.isEmpty();
  }

  /** By file, line and column. */
  public List<String> lines() {
    return mistakes.stream()
        .sorted(Comparator.comparing(Mistake::origin))
        .map(Mistake::line)
        .toList();
  }

  /** Ends the reading of an input: throws when there was any mistake. */
  public void throwIfAny() {
    if (!mistakes.isEmpty()) {
      throw new BadInputException(lines());
    }
  }
}
