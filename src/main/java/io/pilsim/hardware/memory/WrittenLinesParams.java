package io.pilsim.hardware.memory;

/**
 * The caches of the CPUs and the system, as far as table walks find fresh descriptors there.
 *
 * @param snoopLatencyPs to read a table entry that they hold
 * @param lines latest written by the CPUs that they hold; 0 for walks that look at memory alone
 * @param ways in how many places of its set a line may be
 */
public record WrittenLinesParams(long snoopLatencyPs, int lines, int ways) {
  public WrittenLinesParams {
    if (snoopLatencyPs < 0) {
      throw new IllegalArgumentException("latency must not be negative: " + snoopLatencyPs);
    }
  }
}
