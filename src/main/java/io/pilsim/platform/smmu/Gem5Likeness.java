package io.pilsim.platform.smmu;

import io.pilsim.hardware.smmu.Indexing;
import io.pilsim.hardware.smmu.Replacement;
import io.pilsim.hardware.smmu.v3.Quirks;
import java.util.Optional;

/** What words of gem5's parameters mean here, with its defects and without. */
public enum Gem5Likeness {
  /** gem5's names, without what is wrong with them. */
  CORRECT(Indexing.OWN_SIZE, Indexing.OWN_SIZE, Replacement.ROUND_ROBIN_PER_SET, Replacement.LRU),
  /** With all known defects. */
  DEFECTS(
      Indexing.ACCESSED_GRANULE,
      Indexing.OWN_SIZE_THEN_GRANULE,
      Replacement.ROUND_ROBIN_GLOBAL,
      Replacement.LRU_BY_HITS);

  private final Indexing cacheIndexing;
  private final Indexing walkCacheIndexing;
  private final Replacement roundRobin;
  private final Replacement lru;

  Gem5Likeness(
      Indexing cacheIndexing, Indexing walkCacheIndexing, Replacement roundRobin, Replacement lru) {
    this.cacheIndexing = cacheIndexing;
    this.walkCacheIndexing = walkCacheIndexing;
    this.roundRobin = roundRobin;
    this.lru = lru;
  }

  public static Gem5Likeness of(boolean defects) {
    return defects ? DEFECTS : CORRECT;
  }

  /** The policy that gem5 calls rr, lru or rand; and plru, which it does not have. */
  public Optional<Replacement> policy(String word) {
    return switch (word) {
      case "rr" -> Optional.of(roundRobin);
      case "lru" -> Optional.of(lru);
      case "plru" -> Optional.of(Replacement.PSEUDO_LRU);
      case "rand" -> Optional.of(Replacement.RANDOM);
      default -> Optional.empty();
    };
  }

  public Indexing cacheIndexing() {
    return cacheIndexing;
  }

  public Indexing walkCacheIndexing() {
    return walkCacheIndexing;
  }

  public Quirks quirks() {
    return this == DEFECTS ? Quirks.GEM5 : Quirks.NONE;
  }
}
