package io.pilsim.engine;

/**
 * Whether {@link Simulator#tryAdvance} may ever succeed. A run gives the same results either way.
 */
public enum LookAhead {
  ON,
  /** Every step goes through the calendar: slower, for tests. */
  OFF
}
