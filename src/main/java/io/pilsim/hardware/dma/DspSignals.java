package io.pilsim.hardware.dma;

/** What a remote processor tells the application cores. */
public interface DspSignals {
  /** It runs. */
  void ready();

  /** It holds its own power votes from now on. */
  void handover();

  /** An access of its own was refused, so it has stopped. */
  void crashed();
}
