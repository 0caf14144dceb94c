package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Cycles;
import io.pilsim.hardware.smmu.Indexing;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import java.util.List;

/** gem5's published defaults, with what a test wants otherwise. Source: timing.md 1.4. */
final class Published {
  Quirks quirks = Quirks.NONE;
  int interfaceSlots = 16;
  int walkSlots = 16;
  int translationSlots = 64;
  int microEntries = 32;
  Replacement microPolicy = Replacement.ROUND_ROBIN_PER_SET;
  boolean microTlb = true;
  boolean mainTlb = true;
  boolean smmuTlb;
  boolean ipaCache;
  boolean walkCache = true;
  int unifiedWalkCache; // its entries; 0 for one by level
  int tokens = 64; // as many as the interface has slots, and so never too few
  boolean prefetch;
  boolean ordered = true;

  SmmuV3Params params() {
    return new SmmuV3Params(
        new DeviceInterfaceParams(
            16,
            16,
            interfaceSlots,
            tokens,
            lookup(microTlb, microEntries, 0, microPolicy, false, 1),
            lookup(mainTlb, 2048, 4, false, 3),
            prefetch,
            true,
            ordered),
        new Cycles(8),
        new Cycles(8),
        translationSlots,
        walkSlots,
        16,
        lookup(smmuTlb, 2048, 4, true, 3),
        lookup(true, 64, 4, true, 3),
        lookup(ipaCache, 128, 4, true, 3),
        new WalkCacheParams(
            walkCache,
            unifiedWalkCache == 0
                ? WalkCacheParams.Organisation.PER_LEVEL
                : WalkCacheParams.Organisation.UNIFIED,
            unifiedWalkCache,
            List.of(4, 28, 348, 4),
            List.of(4, 28, 92, 4),
            4,
            Replacement.ROUND_ROBIN_PER_SET,
            likeGem5() ? Indexing.OWN_SIZE_THEN_GRANULE : Indexing.OWN_SIZE,
            new Cycles(4),
            4,
            7,
            7,
            false),
        quirks);
  }

  private LookupParams lookup(
      boolean enabled, int entries, int ways, boolean tagsInIndex, int cycles) {
    Replacement policy = Replacement.ROUND_ROBIN_PER_SET;
    return lookup(enabled, entries, ways, policy, tagsInIndex, cycles);
  }

  private LookupParams lookup(
      boolean enabled, int entries, int ways, Replacement policy, boolean tagsInIndex, int cycles) {
    Indexing indexing = likeGem5() ? Indexing.ACCESSED_GRANULE : Indexing.OWN_SIZE;
    return new LookupParams(
        enabled,
        new SetAssociativeParams(entries, ways, policy, indexing, 12, tagsInIndex),
        new Cycles(cycles),
        cycles);
  }

  private boolean likeGem5() {
    return quirks.equals(Quirks.GEM5);
  }
}
