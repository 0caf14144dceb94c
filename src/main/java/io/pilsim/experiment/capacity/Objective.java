package io.pilsim.experiment.capacity;

import io.pilsim.platform.scenario.Expectation;

/** When a value is good enough. */
record Objective(Expectation expectation) {
  boolean meets(double value) {
    return expectation.comparison().holds(value, expectation.limitInResultUnit());
  }

  /** Whether it is a most, and not a least. */
  boolean isUpperLimit() {
    return expectation.comparison() == Expectation.Comparison.LESS
        || expectation.comparison() == Expectation.Comparison.AT_MOST;
  }
}
