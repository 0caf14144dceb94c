package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Throughput;

/**
 * What a crash costs before the processor is started again.
 *
 * @param readReason the text that the processor has left in shared memory
 * @param coredump how much of its memory is kept
 * @param minidumpBytes all regions of a minidump
 * @param readCarveout copying out of the carveout, which is not cached
 */
public record CrashParams(
    Cost readReason, Coredump coredump, long minidumpBytes, Throughput readCarveout) {
  /** How much of a crashed processor's memory is kept. */
  public enum Coredump {
    /** None, which is the kernel's default. */
    DISABLED,
    /** Every loaded segment. */
    FULL,
    /** The regions that the processor has registered. */
    MINIDUMP
  }
}
