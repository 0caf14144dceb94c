package io.pilsim.formats.json;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;

/**
 * The shortest decimal that reads back as the same double, the same on every JDK ({@link
 * Double#toString} gives one digit too many for some values before 19). Written out in full between
 * a thousandth and ten quadrillion, with an exponent beyond.
 */
public final class Decimal {
  private static final double LEAST_IN_FULL = 1e-3;
  private static final double FIRST_TOO_LARGE = 1e16;

  private Decimal() {}

  public static String of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no " + value);
    }
    String text = DoubleToDecimal.toString(value);
    double size = Math.abs(value);
    if (size < LEAST_IN_FULL || size >= FIRST_TOO_LARGE || text.indexOf('E') < 0) {
      return text;
    }
    String plain = new BigDecimal(text).toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }
}
