package io.pilsim.platform;

import io.pilsim.platform.model.ModelReader;
import io.pilsim.software.hypervisor.QheeParams;

/** The leaves below {@code qhee}. */
final class QheeReader {
  private final ModelReader model;
  private final CostReader costs;

  QheeReader(ModelReader model) {
    this.model = model;
    this.costs = new CostReader(model);
  }

  QheeParams params() {
    return new QheeParams(
        costs.cost("qhee.entry"),
        costs.cost("qhee.exit"),
        costs.cost("qhee.inspect"),
        costs.duration("qhee.split_block"),
        costs.duration("qhee.clear_pte"),
        costs.duration("qhee.tlbi_ipa"),
        costs.duration("qhee.write_pte"),
        costs.duration("qhee.allocate_table"),
        costs.cost("qhee.map_call"),
        costs.duration("cpu.mmio_write"),
        costs.duration("cpu.mmio_read"),
        model.bytes("qhee.metadata_window"));
  }

  /** Whether Linux's touching a stream of the hypervisor's ends in an abort. */
  boolean abortsOnOwnedStream() {
    return model.choice("qhee.owned_stream", OwnedStream.class) == OwnedStream.ABORT;
  }

  private enum OwnedStream {
    ABORT,
    IGNORE
  }

  int firstBank() {
    return model.count("qhee.first_context_bank");
  }
}
