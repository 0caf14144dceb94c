package io.pilsim.software.linux.remoteproc;

/** Why a remote processor is thought to have crashed, in the kernel's words. */
public enum CrashType {
  /** An access of its own that the SMMU did not translate. */
  MMUFAULT("mmufault"),
  /** Its watchdog bit it. */
  WATCHDOG("watchdog"),
  /** It said itself that it cannot go on. */
  FATAL("fatal error");

  private final String text;

  CrashType(String text) {
    this.text = text;
  }

  /** As in {@code crash detected in NAME: type TEXT}. */
  String text() {
    return text;
  }
}
