package io.pilsim.hardware.cpu;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.memory.Bandwidth;

/** A core for tests that do not care what its accesses cost. */
public final class TestCore {
  private static final Bandwidth RATE = new Bandwidth(1_000_000_000);
  private static final CoreParams.Rates RATES = new CoreParams.Rates(RATE, RATE);

  private TestCore() {}

  public static Core of(ClockDomain clock, Simulator sim) {
    return new Core(0, new CoreParams(0, 0, RATES, RATES), ExceptionLevel.EL1, clock, sim);
  }
}
