package io.pilsim.hardware.dma;

/** What a remote processor tells the application cores, by an interrupt each. */
public interface DspSignals {
  /** It runs. */
  void ready();

  /** It holds its own power votes from now on. */
  void handover();

  /** It has heard the request to shut down. */
  void qmiResponse();

  /** It has shut down as asked. */
  void shutdownAck();

  /** It has seen the stop bit. */
  void stopAck();

  /** It has not served its watchdog. */
  void watchdog();

  /** It cannot go on, and says so. */
  void fatal();
}
