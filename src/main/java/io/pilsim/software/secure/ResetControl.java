package io.pilsim.software.secure;

/** What keeps a processor in reset, or lets it go. */
public interface ResetControl {
  /** Lets the processor run from its entry point, a physical address. */
  void release(long entry);

  /** Puts it back into reset. */
  void hold();
}
