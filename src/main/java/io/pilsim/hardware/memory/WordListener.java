package io.pilsim.hardware.memory;

/** Told of every word that modelled software writes, before it is there. */
public interface WordListener {
  /** For a memory whose writes nobody times. */
  WordListener NONE = address -> {};

  void wordWritten(long address);
}
