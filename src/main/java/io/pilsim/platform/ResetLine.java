package io.pilsim.platform;

import io.pilsim.hardware.fabric.MachineReset;

/** Ends a run at once: what a machine that has been reset would have done is not modelled. */
final class ResetLine implements MachineReset {
  /** The run is over. */
  static final class Pulled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Pulled(String cause) {
      super(cause);
    }
  }

  @Override
  public void reset(String cause) {
    throw new Pulled(cause);
  }
}
