package io.pilsim.hardware.memory;

/** When an access to memory is over, given those that came before it. */
public interface MemoryTiming {
  /** Takes the place of an access that arrives now. Returns how long until it is over. */
  long accessPs(long address, int bytes, boolean write, long nowPs);
}
