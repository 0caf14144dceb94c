package io.pilsim.platform;

import io.pilsim.hardware.memory.DataPort;
import io.pilsim.hardware.smmu.StreamPort;
import io.pilsim.platform.scenario.DmaMaster;

/** An SMMU with bus masters behind it, of whichever architecture. */
interface DmaSmmu {
  /** Which architecture a platform's SMMU has: the word of its leaf {@code smmu.architecture}. */
  enum Architecture {
    V2,
    V3
  }

  /** What a master reaches memory through: addresses here, data there. */
  record Port(StreamPort addresses, DataPort data) {}

  /** How many TBUs, or device interfaces, it has. */
  int tbus();

  /** For the master of that number. */
  Port port(DmaMaster.Stream stream, int master);

  /** Sets a stream up: its tables are made, and the SMMU is told of them. */
  void attach(int streamId, DmaSpace space, DmaMaster.Stream stream);
}
