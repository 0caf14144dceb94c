package io.pilsim.platform.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A value with its unit, held exactly: picoseconds, cycles, bytes, bytes per second, hertz, parts
 * per billion, or a plain number, address, flag (0 or 1) or word.
 *
 * @param amount in the dimension's base unit; 0 for a word
 * @param text as it was written, or as it prints
 */
public record Quantity(Dimension dimension, long amount, String text) {
  private static final int MOST_DIGITS = 64;
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
    if (text.startsWith("0x")) {
      return new Quantity(Dimension.ADDRESS, hexadecimal(text), text);
    }
    int end = endOfNumber(text);
    if (end == 0) {
      return new Quantity(Dimension.WORD, 0, text);
    }
    if (end > MOST_DIGITS) {
      throw new Malformed("a number of " + end + " digits, expected at most " + MOST_DIGITS);
    }
    return withUnit(new BigDecimal(text.substring(0, end)), text.substring(end).strip(), text);
  }

  /** Of a text that has been checked. */
  public static Quantity known(String written) {
    try {
      return parse(written);
    } catch (Malformed e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static long hexadecimal(String text) throws Malformed {
    try {
      return Long.parseUnsignedLong(text, 2, text.length(), 16);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new Malformed("'" + text + "' is no number, expected one such as 0x95c00000");
    }
  }

  /** Of a sign, digits and one point with digits behind it; zero when it does not start so. */
  private static int endOfNumber(String text) {
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int digits = 0;
    boolean point = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !point && at + 1 < text.length()) {
        point = true;
      } else {
        break;
      }
      at++;
    }
    return digits == 0 ? 0 : at;
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
    if (unit.matches("[eE][-+]?\\d.*")) {
      throw new Malformed("'" + text + "' has an exponent, expected plain digits and a unit");
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

  /** Whether it is the word that a duration may be replaced by. */
  public boolean isNever() {
    return dimension == Dimension.WORD && text.equals("never");
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
