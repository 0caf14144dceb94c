package io.pilsim.hardware.cpu;

/** Where a core executes: operating system, hypervisor, secure monitor, secure system. */
public enum ExceptionLevel {
  EL1,
  EL2,
  EL3,
  SECURE_EL1
}
