package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.HeatMap;
import io.pilsim.hardware.smmu.WayPicker;

/** What all parts of one SMMU have in common. */
record Circuit(
    ClockDomain clock,
    Quirks quirks,
    WayPickers random,
    InFlight inFlight,
    HeatMap heat,
    Simulator sim) {
  Permits permits(int capacity, Cause waiting, StatGroup stats) {
    return new Permits(capacity, waiting, quirks, sim, stats);
  }

  /** The draws of a cache of that name. */
  WayPicker random(String cache) {
    return random.of(cache);
  }

  long ps(Cycles cycles) {
    return clock.toPs(cycles);
  }

  long cyclePs() {
    return clock.periodPs();
  }
}
