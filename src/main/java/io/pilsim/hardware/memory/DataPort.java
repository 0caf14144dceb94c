package io.pilsim.hardware.memory;

import io.pilsim.engine.Event;

/** Where a bus master reads and writes data. */
public interface DataPort {
  /** Fires {@code done} when the access is over. */
  void transfer(long address, int bytes, boolean write, Event done);
}
