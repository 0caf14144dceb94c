package io.pilsim.experiment;

import io.pilsim.engine.stats.Unit;

/** The units of results: times are nanoseconds, everything else is as the engine counts it. */
final class ResultUnit {
  private static final double PS_PER_NS = 1_000;

  private ResultUnit() {}

  static String name(Unit unit) {
    return switch (unit) {
      case COUNT -> "count";
      case PICOSECONDS -> "ns";
      case BYTES -> "bytes";
      case PER_SECOND -> "per_second";
      case BYTES_PER_SECOND -> "bytes_per_second";
      case FRACTION -> "fraction";
    };
  }

  /** Dividing a whole number of picoseconds gives the double nearest to the exact decimal. */
  static double of(Unit unit, double amount) {
    return unit == Unit.PICOSECONDS ? amount / PS_PER_NS : amount;
  }
}
