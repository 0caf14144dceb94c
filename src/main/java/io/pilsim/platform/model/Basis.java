package io.pilsim.platform.model;

import java.util.Locale;

/** How a number of the model is known. */
public enum Basis {
  /** A datasheet, manual, source file or header says so. */
  SPECIFIED,
  /** Somebody measured it and published it. */
  MEASURED,
  /** Follows from others by arithmetic that the source states. */
  DERIVED,
  /** Nobody says: a plausible value with a range. */
  ASSUMED;

  /** As model files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
