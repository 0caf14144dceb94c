package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Quantity;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values below {@code run}: what their texts mean; empty when they mean nothing. */
final class BudgetText {
  /** For messages. */
  static final String PRECISION = "a precision such as 'ci95 < 1 %'";

  private static final Pattern UNTIL =
      Pattern.compile("ci95\\s*<\\s*(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");

  private BudgetText() {}

  /** As a share of the mean. */
  static OptionalDouble precision(String text) {
    Matcher parts = UNTIL.matcher(text);
    if (!parts.matches()) {
      return OptionalDouble.empty();
    }
    double share = Double.parseDouble(parts.group(1)) / 100;
    return share > 0 ? OptionalDouble.of(share) : OptionalDouble.empty();
  }

  static OptionalLong durationPs(String text) {
    try {
      Quantity quantity = Quantity.parse(text);
      return quantity.dimension() == Dimension.DURATION
          ? OptionalLong.of(quantity.amount())
          : OptionalLong.empty();
    } catch (Quantity.Malformed e) {
      return OptionalLong.empty();
    }
  }

  static Optional<Warmup> warmup(String text) {
    OptionalLong time = durationPs(text);
    return text.equals(Warmup.AUTO) || time.isPresent()
        ? Optional.of(new Warmup(time))
        : Optional.empty();
  }
}
