package io.pilsim.platform;

import io.pilsim.software.hypervisor.ProcessorReset;
import io.pilsim.software.secure.ResetControl;

/** A reset that TrustZone asks for and the hypervisor carries out when memory is in place. */
final class HeldReset implements ResetControl, ProcessorReset {
  private final ResetControl real;
  private long entry;

  HeldReset(ResetControl real) {
    this.real = real;
  }

  @Override
  public void release(long entry) {
    this.entry = entry;
  }

  @Override
  public void release() {
    real.release(entry);
  }

  @Override
  public void hold() {
    real.hold();
  }
}
