package io.pilsim.cli;

/** What a command ends with. */
final class ExitStatus {
  static final int OK = 0;
  static final int EXPECTATION_FAILED = 1;
  static final int BAD_INPUT = 2;
  static final int NOT_COMPARABLE = 3;
  static final int INCONCLUSIVE = 4;
  static final int FAULT = 70;

  private ExitStatus() {}
}
