package io.pilsim.software.secure;

/** What keeps a processor in reset, or lets it go. */
public interface ResetControl {
  /** Lets the processor run from the start of its memory, of which so many bytes are code. */
  void release(long entry, long codeBytes);

  /** Puts it back into reset. */
  void hold();
}
