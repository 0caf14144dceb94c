package io.pilsim.experiment.capacity;

import java.util.function.LongPredicate;

/** Finds where a condition changes between two amounts, at one of which alone it holds. */
final class Bisection {
  private final long resolution;

  Bisection(long resolution) {
    this.resolution = resolution;
  }

  /** The amount at which it still holds, next to where it no longer does. */
  long edge(long holding, long failing, LongPredicate holds) {
    long in = holding;
    long out = failing;
    while (Math.abs(out - in) > resolution) {
      long middle = in + (out - in) / 2;
      if (holds.test(middle)) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return in;
  }
}
