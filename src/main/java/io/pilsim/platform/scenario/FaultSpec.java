package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Origin;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a scenario lets go wrong in modelled software.
 *
 * @param path of the row, such as {@code boot.adsp.auth}
 * @param nth the only time the row suffers it, counted from 1; else every time
 * @param probability with which it does each time
 * @param origin where that was said
 */
public record FaultSpec(
    String path, Kind kind, Optional<Integer> nth, Optional<Double> probability, Origin origin) {
  /** What happens to the row. */
  public enum Kind implements Word {
    ERROR,
    TIMEOUT,
    HANG;

    @Override
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The word for no fault at all, which takes back what a scenario says. */
  static final String NONE = "none";

  /** What a fault is in one line; a scenario file says it with keys. */
  static final String FORM = "KIND at PATH, KIND at PATH nth N or KIND at PATH probability P";

  private static final Pattern LINE =
      Pattern.compile(
          "(error|timeout|hang) at ([a-z0-9_.]+)(?: (nth) ([1-9]\\d{0,8})| (probability) ([0-9.]+))?");

  /** Reads a line of that {@link #FORM}; empty when it is none. */
  public static Optional<FaultSpec> parse(String line, Origin origin) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Double> probability = Optional.empty();
    if (matcher.group(5) != null) {
      probability = probability(matcher.group(6));
      if (probability.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new FaultSpec(
            matcher.group(2),
            Word.of(Kind.class, matcher.group(1)),
            Optional.ofNullable(matcher.group(4)).map(Integer::parseInt),
            probability,
            origin));
  }

  private static Optional<Double> probability(String text) {
    try {
      double value = Double.parseDouble(text);
      return value >= 0 && value <= 1 ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
