package io.pilsim.platform;

import io.pilsim.hardware.dma.DspParams;
import io.pilsim.platform.model.ModelReader;

/** The leaves of one remote processor's own behaviour. */
final class DspReader {
  /** For a processor whose stream nobody has been told. */
  static final int NO_STREAM = 0x7fff;

  private final ModelReader model;

  DspReader(ModelReader model) {
    this.model = model;
  }

  long fetchBytes() {
    return model.bytes("fetch");
  }

  DspParams params() {
    return new DspParams(
        (int) model.bytes("line"),
        model.count("outstanding"),
        model.durationPs("ready"),
        model.durationPs("handover"),
        model.durationPs("qmi_response"),
        model.durationPs("shutdown_ack"),
        model.durationPs("stop_ack"),
        model.durationPs("fatal"));
  }
}
