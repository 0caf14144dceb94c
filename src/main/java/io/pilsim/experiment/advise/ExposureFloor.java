package io.pilsim.experiment.advise;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Quantity;

/**
 * How much exposure is borne.
 *
 * @param text as it was said; empty for any
 */
public record ExposureFloor(String text, double mostNs, double mostBytes) {
  private static final double PS_PER_NS = 1000;

  /** {@code 10 ms}, {@code 64 KiB}, {@code 0}, or nothing for any. */
  public static ExposureFloor parse(String option, String text) {
    if (text.isEmpty()) {
      return new ExposureFloor("", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    try {
      Quantity most = Quantity.parse(text);
      if (most.dimension() == Dimension.COUNT && most.amount() == 0) {
        return new ExposureFloor(text, 0, 0);
      }
      if (most.dimension() == Dimension.DURATION) {
        return new ExposureFloor(text, most.amount() / PS_PER_NS, Double.POSITIVE_INFINITY);
      }
      if (most.dimension() == Dimension.BYTES) {
        return new ExposureFloor(text, Double.POSITIVE_INFINITY, (double) most.amount());
      }
    } catch (Quantity.Malformed e) {
      throw new BadInputException(option + ": " + e.getMessage());
    }
    throw new BadInputException(
        option + ": '" + text + "' does not fit, expected a time, a size, or 0");
  }

  public boolean isAny() {
    return text.isEmpty();
  }

  /** What nobody has measured is not known to be safe. */
  public boolean allows(Exposure exposure) {
    return isAny()
        || (exposure.isKnown() && exposure.ns() <= mostNs && exposure.bytes() <= mostBytes);
  }
}
