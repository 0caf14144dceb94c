package io.pilsim.experiment.sweep;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Quantity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One leaf that a sweep goes along.
 *
 * @param values those of a list or of an even division of a range; empty for a range without a
 *     number, which only a Latin hypercube can divide
 * @param range from low to high, where there is one
 */
public record Axis(String path, List<String> values, Optional<Range> range) {
  private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.([^:]+)(?::(.*))?");

  /** All amounts of a dimension between two. */
  public record Range(Dimension dimension, long low, long high) {
    /** At a share of the way, from 0 to 1, as it would be written. */
    public String at(double share) {
      long amount = low + Math.round((high - low) * share);
      return Quantity.of(dimension, amount).text();
    }

    public String text(long amount) {
      return Quantity.of(dimension, amount).text();
    }
  }

  public Axis {
    values = List.copyOf(values);
  }

  /** {@code PATH=V1,V2,...} or {@code PATH=LO..HI:N}. */
  public static Axis parse(String option, String text) {
    int at = text.indexOf('=');
    if (at <= 0 || at == text.length() - 1) {
      throw new BadInputException(
          option + ": '" + text + "' is no axis, expected PATH=V1,V2,... or PATH=LO..HI:N");
    }
    String path = text.substring(0, at).strip();
    String rest = text.substring(at + 1).strip();
    Matcher parts = RANGE.matcher(rest);
    if (!parts.matches()) {
      return new Axis(path, List.copyOf(items(option, path, rest)), Optional.empty());
    }
    Range range = range(option, path, parts.group(1).strip(), parts.group(2).strip());
    if (parts.group(3) == null) {
      return new Axis(path, List.of(), Optional.of(range));
    }
    int count = points(option, path, parts.group(3).strip());
    return new Axis(path, divided(range, count), Optional.of(range));
  }

  private static int points(String option, String path, String text) {
    if (!text.matches("0*[1-9]\\d{0,6}")) {
      throw new BadInputException(
          option
              + ": "
              + path
              + ": '"
              + text
              + "' is no number of points, expected LO..HI:N with N from 1 to 9999999");
    }
    return Integer.parseInt(text);
  }

  /** From low to high; the low end may leave out the unit. */
  public static Range range(String option, String path, String low, String high) {
    try {
      Quantity to = Quantity.parse(high);
      Quantity from = Quantity.parse(low);
      String unit = high.replaceFirst("^[-+0-9.]+", "");
      if (from.dimension() != to.dimension() && from.dimension() == Dimension.COUNT) {
        from = Quantity.parse(low + unit);
      }
      boolean numbers = to.dimension().isNumeric() || to.dimension() == Dimension.ADDRESS;
      if (from.dimension() == to.dimension() && numbers && from.amount() < to.amount()) {
        return new Range(to.dimension(), from.amount(), to.amount());
      }
    } catch (Quantity.Malformed e) {
      throw new BadInputException(option + ": " + path + ": " + e.getMessage());
    }
    throw new BadInputException(
        option
            + ": "
            + path
            + ": '"
            + low
            + ".."
            + high
            + "' is no range, expected a low and a higher value of one unit such as 1..8 ms");
  }

  /** Both ends and what lies evenly between; fewer where amounts are whole. */
  private static List<String> divided(Range range, int count) {
    Set<String> values = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      values.add(range.at(count == 1 ? 0.5 : i / (count - 1.0)));
    }
    return List.copyOf(values);
  }

  /** Between commas that stand outside brackets. */
  private static Set<String> items(String option, String path, String text) {
    Set<String> items = new LinkedHashSet<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == text.length())) {
        String item = text.substring(from, i).strip();
        if (!items.add(item)) {
          throw new BadInputException(
              option + ": " + path + ": '" + item + "' is given twice, expected each value once");
        }
        from = i + 1;
      }
    }
    return items;
  }
}
