package io.pilsim.platform.scenario;

import java.util.List;
import java.util.OptionalLong;

/**
 * What bus masters do, all from the start of the run.
 *
 * @param masters by name
 * @param durationPs when they stop; without, when each is through
 * @param warmupPs from when on it is measured
 */
public record DmaWorkload(List<DmaMaster> masters, OptionalLong durationPs, long warmupPs) {
  public DmaWorkload {
    masters = List.copyOf(masters);
  }
}
