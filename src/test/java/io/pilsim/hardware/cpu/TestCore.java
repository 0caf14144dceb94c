package io.pilsim.hardware.cpu;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Simulator;

/** A core for tests that do not care which one it is. */
public final class TestCore {
  private TestCore() {}

  public static Core of(ClockDomain clock, Simulator sim) {
    return new Core(0, ExceptionLevel.EL1, clock, sim);
  }
}
