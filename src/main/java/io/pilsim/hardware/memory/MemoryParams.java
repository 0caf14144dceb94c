package io.pilsim.hardware.memory;

import io.pilsim.engine.Bandwidth;

/**
 * Main memory behind one bus.
 *
 * @param readLatencyPs from the end of a read's turn on the bus to its data
 * @param writeLatencyPs from the end of a write's turn on the bus to its acknowledgement
 * @param bus what all accesses share
 * @param burstBytes the least that an access takes of the bus, a power of two
 * @param snoopLatencyPs to read a table entry that the caches hold
 * @param cachedLines lines latest written by the CPUs that their caches hold
 * @param cacheWays in how many places of its cache set a line may be
 */
public record MemoryParams(
    long readLatencyPs,
    long writeLatencyPs,
    Bandwidth bus,
    int burstBytes,
    long snoopLatencyPs,
    int cachedLines,
    int cacheWays) {
  public MemoryParams {
    if (readLatencyPs < 0 || writeLatencyPs < 0 || snoopLatencyPs < 0) {
      throw new IllegalArgumentException("latencies must not be negative");
    }
    if (Integer.bitCount(burstBytes) != 1) {
      throw new IllegalArgumentException("not a power of two: " + burstBytes);
    }
  }
}
