package io.pilsim.hardware.smmu;

/**
 * One cache of translations, tables or configurations.
 *
 * @param entries in all
 * @param ways entries of one set; 0 makes it fully associative
 * @param policy who leaves when a set is full
 * @param indexing how the set of an address is found
 * @param granuleBits log2 of the granule that {@code indexing} speaks of
 * @param tagsInIndex whether the tags are folded into the set index
 */
public record SetAssociativeParams(
    int entries,
    int ways,
    Replacement policy,
    Indexing indexing,
    int granuleBits,
    boolean tagsInIndex) {
  public SetAssociativeParams {
    if (entries < 1 || ways < 0 || ways > entries) {
      throw new IllegalArgumentException("need 0 <= ways <= entries: " + ways + ", " + entries);
    }
    if (ways > 0 && entries % ways != 0) {
      throw new IllegalArgumentException(entries + " entries do not fill sets of " + ways);
    }
    if (granuleBits < 0 || granuleBits > 63) {
      throw new IllegalArgumentException("granule bits must be 0 to 63: " + granuleBits);
    }
  }

  /** One that finds every page size and keeps its tags out of the index. */
  public SetAssociativeParams(int entries, int ways, Replacement policy) {
    this(entries, ways, policy, Indexing.OWN_SIZE, 0, false);
  }

  ReplacementState replacementState(WayPicker random) {
    return policy.create(sets(), waysPerSet(), random);
  }

  int waysPerSet() {
    return ways == 0 ? entries : ways;
  }

  public int sets() {
    return entries / waysPerSet();
  }
}
