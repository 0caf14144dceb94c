package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.Simulator;

/** What all parts of one SMMU have in common. */
record Circuit(ClockDomain clock, Quirks quirks, Simulator sim) {
  Permits permits(int capacity) {
    return new Permits(capacity, quirks, sim);
  }

  long ps(Cycles cycles) {
    return clock.toPs(cycles);
  }

  long cyclePs() {
    return clock.periodPs();
  }
}
