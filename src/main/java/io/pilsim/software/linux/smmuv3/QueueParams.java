package io.pilsim.software.linux.smmuv3;

import io.pilsim.software.routine.Cost;

/**
 * How a kernel drives command queues, and what that costs.
 *
 * @param reservation how CPUs agree on who writes where
 * @param retry of a compare-and-exchange that failed, the transfer of the line apart
 * @param begin interrupts disabled and all that is done once for each list of commands
 * @param writeCommand one command made and stored into the ring
 * @param publish the producer register written, as the core sees it
 * @param readConsumer the consumer register read
 * @param remoteSync how much later a CPU of another node than the SMMU's sees a sync complete
 * @param msi a sync writes a word of memory; otherwise the consumer register is polled
 * @param rangeInvalidation one command may name many pages
 * @param flushWalkByContext a removed table is answered by one invalidation of the context
 * @param listCommands most commands of one list
 */
public record QueueParams(
    Reservation reservation,
    Cost retry,
    Cost begin,
    Cost writeCommand,
    Cost publish,
    Cost readConsumer,
    Cost remoteSync,
    boolean msi,
    boolean rangeInvalidation,
    boolean flushWalkByContext,
    int listCommands) {
  /** How a CPU reserves entries of the ring. */
  public enum Reservation {
    /** Read, then compare and exchange until nobody came between. */
    COMPARE_EXCHANGE,
    /** One atomic addition. */
    FETCH_ADD
  }
}
