package io.pilsim.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Numbers as people read them: three digits and the unit that fits. */
public final class Human {
  private static final MathContext THREE = new MathContext(3, RoundingMode.HALF_UP);

  private record Step(String unit, BigDecimal size) {
    Step(String unit, long size) {
      this(unit, BigDecimal.valueOf(size));
    }
  }

  private static final List<Step> TIMES =
      List.of(
          new Step("ns", 1),
          new Step("µs", 1_000),
          new Step("ms", 1_000_000),
          new Step("s", 1_000_000_000));
  private static final List<Step> SIZES =
      List.of(
          new Step("B", 1),
          new Step("KiB", 1L << 10),
          new Step("MiB", 1L << 20),
          new Step("GiB", 1L << 30));
  private static final List<Step> RATES =
      List.of(
          new Step("/s", 1),
          new Step("k/s", 1_000),
          new Step("M/s", 1_000_000),
          new Step("G/s", 1_000_000_000));

  private Human() {}

  /** Of a value in the unit of results. */
  public static String of(String unit, double value) {
    return switch (unit) {
      case "ns" -> scaled(value, TIMES);
      case "percent" -> digits(BigDecimal.valueOf(value).round(THREE)) + " %";
      case "bytes" -> scaled(value, SIZES);
      case "bytes_per_second" -> scaled(value, SIZES) + "/s";
      case "per_second" -> scaled(value, RATES);
      default -> plain(value);
    };
  }

  /** Of a share of one: two digits and the sign. */
  static String percent(double share) {
    return digits(BigDecimal.valueOf(share * 100).round(new MathContext(2))) + " %";
  }

  private static String scaled(double value, List<Step> steps) {
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    String text = "";
    for (Step step : steps) {
      BigDecimal rounded = exact.divide(step.size, new MathContext(20)).round(THREE);
      text = digits(rounded) + " " + step.unit;
      if (rounded.abs().compareTo(BigDecimal.valueOf(1000)) < 0) {
        break;
      }
    }
    return text;
  }

  private static String plain(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    BigDecimal shown = whole ? BigDecimal.valueOf(value) : BigDecimal.valueOf(value).round(THREE);
    boolean wholeNow = shown.stripTrailingZeros().scale() <= 0 && Math.abs(value) < 1e15;
    return wholeNow ? grouped(shown.longValueExact()) : digits(shown);
  }

  /** 12,345: from five digits on in groups of three. */
  private static String grouped(long value) {
    String text = Long.toString(value);
    if (Math.abs(value) < 10_000) {
      return text;
    }
    StringBuilder grouped = new StringBuilder(text);
    for (int at = text.length() - 3; at > (value < 0 ? 1 : 0); at -= 3) {
      grouped.insert(at, ',');
    }
    return grouped.toString();
  }

  private static String digits(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }
}
