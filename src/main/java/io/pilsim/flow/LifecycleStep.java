package io.pilsim.flow;

/** One operation on a remote processor. */
public enum LifecycleStep {
  BOOT,
  SHUTDOWN,
  CRASH,
  /** It reads a line of its own carveout. */
  ACCESS
}
