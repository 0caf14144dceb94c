package io.pilsim.hardware.cpu;

/** Where a core executes: operating system, hypervisor, secure monitor, secure system. */
public enum ExceptionLevel {
  EL1("EL1"),
  EL2("EL2"),
  EL3("EL3"),
  SECURE_EL1("S-EL1");

  private final String word;

  ExceptionLevel(String word) {
    this.word = word;
  }

  /** As the architecture abbreviates it. */
  public String word() {
    return word;
  }
}
