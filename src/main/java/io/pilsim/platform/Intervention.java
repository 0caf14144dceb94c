package io.pilsim.platform;

import io.pilsim.software.routine.Fault;
import java.util.List;

/**
 * What is done to a run beside what its scenario says.
 *
 * @param faults what else goes wrong
 * @param traced whether the kernel's trace is kept
 */
record Intervention(List<Fault> faults, boolean traced) {
  static final Intervention NONE = new Intervention(List.of(), false);

  Intervention {
    faults = List.copyOf(faults);
  }

  static Intervention of(List<Fault> faults) {
    return new Intervention(faults, false);
  }
}
