package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Latency;
import io.pilsim.hardware.memory.PhysicalMemory;

/** What all command queues of one SMMU share. */
record CommandUnit(
    Circuit circuit,
    RequestPort port,
    PhysicalMemory memory,
    Permits executor,
    CommandDecoder decoder,
    SyncSignals signals,
    long outPs,
    long backPs,
    Latency syncTime) {
  Sync syncOf(CommandQueue queue) {
    return new Sync(queue, circuit, outPs, backPs, syncTime);
  }
}
