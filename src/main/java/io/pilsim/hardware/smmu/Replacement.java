package io.pilsim.hardware.smmu;

/**
 * Who leaves a full set. Ways that hold nothing are always taken first, lowest first, and are no
 * business of the policy.
 *
 * <p>Sources: MMU-600AE TRM 2.1 and 2.2 (round robin, pseudo-LRU, random); gem5 v24
 * src/dev/arm/smmu_v3_caches.cc for the two that only it has.
 */
public enum Replacement {
  /** One pointer per set. A set that is only filled, never invalidated, is first in, first out. */
  ROUND_ROBIN_PER_SET {
    @Override
    public ReplacementState create(int sets, int ways, WayPicker random) {
      return new ReplacementState.PointerPerSet(sets);
    }
  },
  /** One pointer for all sets, moved on before use, so that the first victim is way 1. */
  ROUND_ROBIN_GLOBAL {
    @Override
    public ReplacementState create(int sets, int ways, WayPicker random) {
      return new ReplacementState.OnePointer();
    }
  },
  /** Least recently used; being filled is a use. */
  LRU {
    @Override
    public ReplacementState create(int sets, int ways, WayPicker random) {
      return new ReplacementState.Stamps(sets, ways, true);
    }
  },
  /**
   * Least recently hit: an entry that was filled but never hit leaves before all others. The first
   * hit of all counts as none.
   */
  LRU_BY_HITS {
    @Override
    public ReplacementState create(int sets, int ways, WayPicker random) {
      return new ReplacementState.Stamps(sets, ways, false);
    }
  },
  /** A binary tree of bits over the ways, each pointing away from the latest use. */
  PSEUDO_LRU {
    @Override
    public ReplacementState create(int sets, int ways, WayPicker random) {
      return new ReplacementState.Tree(sets, ways);
    }
  },
  /** Any way, equally likely. */
  RANDOM {
    @Override
    public ReplacementState create(int sets, int ways, WayPicker random) {
      return new ReplacementState.Chance(random);
    }
  };

  /** What one cache remembers in order to choose. */
  public abstract ReplacementState create(int sets, int ways, WayPicker random);
}
