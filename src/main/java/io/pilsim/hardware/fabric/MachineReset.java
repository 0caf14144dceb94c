package io.pilsim.hardware.fabric;

/** The reset of the whole machine, which hardware or firmware asks for when it must not go on. */
public interface MachineReset {
  /** Nothing that is modelled happens any more. */
  void reset(String cause);
}
