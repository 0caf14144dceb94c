package io.pilsim.hardware.cpu;

/** How memory is mapped for the core that copies to it. */
public enum MemoryKind {
  CACHED,
  WRITE_COMBINING
}
