package io.pilsim.platform.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value with its unit, held exactly: picoseconds, cycles, bytes, bytes per second, hertz, parts
 * per billion, or a plain number, address, flag (0 or 1) or word.
 *
 * @param amount in the dimension's base unit; 0 for a word
 * @param text as it was written, or as it prints
 */
public record Quantity(Dimension dimension, long amount, String text) {
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+))\\s*(.*)", Pattern.DOTALL);
  private static final Pattern HEX = Pattern.compile("0x([0-9a-fA-F]{1,16})");
  private static final BigDecimal BILLION = new BigDecimal(1_000_000_000);

  /** Why a text is no quantity: what is wrong and what was expected, in one line. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /** Anything that does not start like a number is a word, except true and false. */
  public static Quantity parse(String written) throws Malformed {
    String text = written.strip();
    if (text.isEmpty()) {
      throw new Malformed("is empty, expected a value");
    }
    if (text.equals("true") || text.equals("false")) {
      return new Quantity(Dimension.FLAG, text.equals("true") ? 1 : 0, text);
    }
    Matcher hex = HEX.matcher(text);
    if (hex.matches()) {
      return new Quantity(Dimension.ADDRESS, Long.parseUnsignedLong(hex.group(1), 16), text);
    }
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      return new Quantity(Dimension.WORD, 0, text);
    }
    return withUnit(new BigDecimal(number.group(1)), number.group(2), text);
  }

  /** Of the base unit, printed in the unit that reads best. */
  public static Quantity of(Dimension dimension, long amount) {
    return new Quantity(dimension, amount, print(dimension, amount));
  }

  private static Quantity withUnit(BigDecimal number, String unit, String text) throws Malformed {
    if (number.signum() < 0) {
      throw new Malformed("'" + text + "' is negative, expected zero or more");
    }
    if (unit.isEmpty()) {
      return number.scale() == 0
          ? whole(Dimension.COUNT, number, text)
          : whole(Dimension.FRACTION, number.multiply(BILLION), text);
    }
    for (UnitSymbol known : UnitSymbol.values()) {
      if (known.symbol().equals(unit)) {
        return whole(known.dimension(), number.multiply(known.factor()), text);
      }
    }
    String hint = Suggestion.of(unit, UnitSymbol.symbols()).orAll(UnitSymbol.symbols());
    throw new Malformed("unknown unit '" + unit + "' in '" + text + "'" + hint);
  }

  private static Quantity whole(Dimension dimension, BigDecimal amount, String text)
      throws Malformed {
    try {
      return new Quantity(dimension, amount.longValueExact(), text);
    } catch (ArithmeticException e) {
      throw new Malformed(
          "'" + text + "' is too large or too fine, expected " + dimension.expected());
    }
  }

  /** Never rounded: the largest unit that shows the amount with three decimals at most. */
  static String print(Dimension dimension, long amount) {
    return switch (dimension) {
      case FLAG -> amount == 1 ? "true" : "false";
      case ADDRESS -> "0x" + Long.toHexString(amount);
      case COUNT -> Long.toString(amount);
      case FRACTION -> printFraction(amount);
      case WORD -> throw new IllegalArgumentException("a word has no amount");
      default -> printUnit(dimension, BigDecimal.valueOf(amount));
    };
  }

  private static String printFraction(long billionths) {
    String text = BigDecimal.valueOf(billionths, 9).stripTrailingZeros().toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  private static String printUnit(Dimension dimension, BigDecimal amount) {
    List<UnitSymbol> units = UnitSymbol.of(dimension);
    UnitSymbol best = units.get(0);
    for (UnitSymbol unit : units) {
      boolean fits = amount.compareTo(unit.factor()) >= 0;
      boolean larger = unit.factor().compareTo(best.factor()) > 0;
      if (fits && larger && inUnit(amount, unit).scale() <= 3) {
        best = unit;
      }
    }
    return inUnit(amount, best).toPlainString() + " " + best.symbol();
  }

  private static BigDecimal inUnit(BigDecimal amount, UnitSymbol unit) {
    BigDecimal scaled = amount.divide(unit.factor(), 30, RoundingMode.HALF_EVEN);
    BigDecimal stripped = scaled.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Equal when the value is, however it was written. */
  public boolean sameAs(Quantity other) {
    return dimension == other.dimension
        && (dimension == Dimension.WORD ? text.equals(other.text) : amount == other.amount);
  }

  /** One spelling per value, for hashes: the base unit. */
  public String canonical() {
    return dimension == Dimension.WORD ? text : dimension + " " + amount;
  }

  @Override
  public String toString() {
    return text;
  }
}
