package io.pilsim.hardware.memory;

import io.pilsim.engine.Bandwidth;

/**
 * Main memory without banks.
 *
 * @param readLatencyPs from the end of a read's turn on the bus to its data
 * @param writeLatencyPs from the end of a write's turn on the bus to its acknowledgement
 * @param bus what all accesses share
 * @param burstBytes the least that an access takes of the bus, a power of two
 */
public record FlatParams(long readLatencyPs, long writeLatencyPs, Bandwidth bus, int burstBytes) {
  public FlatParams {
    if (readLatencyPs < 0 || writeLatencyPs < 0) {
      throw new IllegalArgumentException("latencies must not be negative");
    }
    if (Integer.bitCount(burstBytes) != 1) {
      throw new IllegalArgumentException("not a power of two: " + burstBytes);
    }
  }
}
