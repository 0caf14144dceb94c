package io.pilsim.platform.scenario;

/** What makes the remote processors of a workload crash. */
public enum CrashKind implements Word {
  WATCHDOG,
  FATAL,
  MMUFAULT;

  @Override
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
