package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Cycles;
import io.pilsim.hardware.smmu.SetAssociativeParams;

/**
 * A translation buffer unit.
 *
 * @param microTlb its TLB
 * @param hit from an access to its translation when the micro TLB has it
 * @param port one lookup after another
 * @param walks misses that may be with the TCU at once; one more blocks its channel
 * @param mergesMisses whether a miss waits for an earlier one of the same granule instead of going
 *     to the TCU itself
 * @param reads reads that may be outstanding
 * @param writes writes that may be outstanding
 * @param writeBufferBeats beats of data that writes which missed may leave behind; a write that
 *     does not fit blocks its channel until it is translated
 * @param beatBytes bytes of one beat
 */
public record TbuParams(
    SetAssociativeParams microTlb,
    Cycles hit,
    Cycles port,
    int walks,
    boolean mergesMisses,
    int reads,
    int writes,
    int writeBufferBeats,
    int beatBytes) {
  public TbuParams {
    if (walks < 1 || reads < 1 || writes < 1 || writeBufferBeats < 0 || beatBytes < 1) {
      throw new IllegalArgumentException(
          "walks, reads, writes and beat bytes must be positive: "
              + walks
              + ", "
              + reads
              + ", "
              + writes
              + ", "
              + beatBytes);
    }
  }
}
