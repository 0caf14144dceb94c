package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Cycles;
import io.pilsim.hardware.smmu.Indexing;
import io.pilsim.hardware.smmu.Replacement;
import java.util.List;

/**
 * The walk cache: stages and levels are read one after the other.
 *
 * @param organisation whether each of them has entries of its own
 * @param entries of a unified cache
 * @param stage1Entries of levels 0 to 3 of one by level
 * @param stage2Entries of levels 0 to 3 of one by level
 * @param ways of every partition
 * @param latency of one lookup in one partition
 * @param slots lookups in flight
 * @param stage1Levels bit n: entries of level n are looked for and kept
 * @param stage2Levels the same for stage 2
 * @param nonFinal whether stage-2 walks on behalf of a table or a descriptor may use it
 */
public record WalkCacheParams(
    boolean enabled,
    Organisation organisation,
    int entries,
    List<Integer> stage1Entries,
    List<Integer> stage2Entries,
    int ways,
    Replacement policy,
    Indexing indexing,
    Cycles latency,
    int slots,
    int stage1Levels,
    int stage2Levels,
    boolean nonFinal) {
  private static final int LEVELS = 4;

  /** Where entries of different stages and levels are. */
  public enum Organisation {
    /** Each in a partition of its own, as in an MMU-600. */
    PER_LEVEL,
    /** All together, as in an MMU-700. */
    UNIFIED
  }

  public WalkCacheParams {
    stage1Entries = List.copyOf(stage1Entries);
    stage2Entries = List.copyOf(stage2Entries);
    if (stage1Entries.size() != LEVELS || stage2Entries.size() != LEVELS) {
      throw new IllegalArgumentException("a walk cache has entries for each of four levels");
    }
  }
}
