package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Cycles;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The page-table walker of a TCU.
 *
 * @param slots walks that may be in progress at once
 * @param setup spent when a walk gets its slot
 * @param lookup one search of the walk caches
 * @param stage1 the walk cache of each level of stage 1 that has one
 * @param stage2 the same for stage 2
 * @param ipaCache translations of stage 2 for nested walks
 * @param drained whether a sync waits for the walks under way; else it does not, and a walk that an
 *     invalidation concerns is made again
 */
public record WalkerParams(
    int slots,
    Cycles setup,
    Cycles lookup,
    SortedMap<Integer, SetAssociativeParams> stage1,
    SortedMap<Integer, SetAssociativeParams> stage2,
    Optional<SetAssociativeParams> ipaCache,
    boolean drained) {
  public WalkerParams {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be positive: " + slots);
    }
  }
}
