package io.pilsim.report.page;

import io.pilsim.report.Human;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Round values along an axis: steps of 1, 2 or 5, of bytes in powers of two. */
public final class Ticks {
  /** A value and its text. */
  public record Tick(double at, String text) {}

  private Ticks() {}

  /** At most so many, between the ends. */
  public static List<Tick> of(String unit, double low, double high, int most) {
    List<Tick> ticks = new ArrayList<>();
    if (!(high > low)) {
      return ticks;
    }
    double scale = unit.startsWith("bytes") ? binary(high) : 1;
    double step = step((high - low) / scale, most) * scale;
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12); i++) {
      double at = clean((double) i * step);
      ticks.add(new Tick(at, Human.of(unit, at)));
    }
    return ticks;
  }

  private static double clean(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(12)).doubleValue();
  }

  private static double binary(double high) {
    double scale = 1;
    while (high / scale >= 1024) {
      scale *= 1024;
    }
    return scale;
  }

  private static double step(double span, int most) {
    double least = span / most;
    double power = 1;
    while (power * 10 <= least) {
      power *= 10;
    }
    while (power > least) {
      power /= 10;
    }
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
