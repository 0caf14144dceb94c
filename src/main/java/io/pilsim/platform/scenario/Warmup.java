package io.pilsim.platform.scenario;

import java.util.OptionalLong;

/**
 * What at the beginning of a run does not count.
 *
 * @param timePs a fixed time; empty when the series themselves shall tell
 */
public record Warmup(OptionalLong timePs) {
  /** The word for finding it out. */
  public static final String AUTO = "auto";

  public boolean isAuto() {
    return timePs.isEmpty();
  }
}
