package io.pilsim.hardware.fabric;

/** What a refused access brings about, beyond its being refused. */
public enum OnViolation {
  /** It is counted. */
  COUNT,
  /** The machine resets. */
  RESET
}
