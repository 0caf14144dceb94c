package io.pilsim.report;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Quantity;
import java.util.Optional;

/** A written value as a number in the unit of results. */
public record Amount(String unit, double value) {
  /** Empty for words, lists and what is no number. */
  public static Optional<Amount> of(String written) {
    try {
      Quantity quantity = Quantity.parse(written);
      double amount = (double) quantity.amount();
      if (quantity.isNever()) {
        return Optional.empty();
      }
      return switch (quantity.dimension()) {
        case DURATION -> Optional.of(new Amount("ns", amount / 1e3));
        case FRACTION -> Optional.of(new Amount("fraction", amount / 1e9));
        case BYTES -> Optional.of(new Amount("bytes", amount));
        case BANDWIDTH -> Optional.of(new Amount("bytes_per_second", amount));
        case COUNT, CYCLES, FREQUENCY -> Optional.of(new Amount("count", amount));
        default -> Optional.empty();
      };
    } catch (Quantity.Malformed e) {
      return Optional.empty();
    }
  }

  /** As people read it; words as they are, and so is what lost its unit. */
  public static String text(String written) {
    try {
      Dimension dimension = Quantity.parse(written).dimension();
      boolean plain = dimension == Dimension.CYCLES || dimension == Dimension.FREQUENCY;
      return plain
          ? written
          : of(written).map(amount -> Human.of(amount.unit, amount.value)).orElse(written);
    } catch (Quantity.Malformed e) {
      return written;
    }
  }
}
