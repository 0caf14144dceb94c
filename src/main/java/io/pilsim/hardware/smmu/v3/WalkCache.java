package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.EntryMatch;
import io.pilsim.hardware.smmu.ReplacementState;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.hardware.smmu.WayPicker;
import java.util.List;

/**
 * What is kept of one stage's walks, by level: in partitions, or together with the other stage's in
 * one cache that all levels compete for. An entry of level n holds what the descriptor read there
 * says: the next table, or a block.
 */
final class WalkCache {
  private static final int LEVELS = 4;
  private static final int GRANULE_BITS = 12;
  private static final int INDEX_BITS = 9;
  private static final int WORDS = 2;
  private static final long LEAF = 1;
  private static final int PERMISSIONS_SHIFT = 1;
  private static final int LEVEL_SHIFT = 48; // above all owners

  final Permits slots;
  final long latencyPs;
  private final SetAssociative[] partitions = new SetAssociative[LEVELS];
  private final boolean enabled;
  private final int levels;

  /**
   * One stage's.
   *
   * @param slots lookups in flight, which both stages share
   */
  private WalkCache(WalkCacheParams params, int stage, Circuit circuit, Permits slots) {
    this.slots = slots;
    this.latencyPs = circuit.ps(params.latency());
    this.enabled = params.enabled();
    this.levels = stage == 1 ? params.stage1Levels() : params.stage2Levels();
  }

  /** Both stages'. */
  static List<WalkCache> ofBothStages(
      WalkCacheParams params, Circuit circuit, Permits slots, WayPicker random, StatGroup stats) {
    WalkCache first = new WalkCache(params, 1, circuit, slots);
    WalkCache second = new WalkCache(params, 2, circuit, slots);
    if (params.organisation() == WalkCacheParams.Organisation.UNIFIED) {
      first.partitions[0] = unified(params, random, stats.child("s1l0"));
      first.share(first.partitions[0], 1, stats);
      second.share(first.partitions[0], 2, stats);
    } else {
      ReplacementState state = sharedState(params, random);
      first.divide(params, 1, state, stats);
      second.divide(params, 2, state, stats);
    }
    return List.of(first, second);
  }

  private static SetAssociative unified(WalkCacheParams params, WayPicker random, StatGroup stats) {
    SetAssociativeParams all =
        new SetAssociativeParams(params.entries(), params.ways(), params.policy());
    return new SetAssociative(all, WORDS, random, stats);
  }

  private void share(SetAssociative all, int stage, StatGroup stats) {
    for (int level = stage == 1 ? 1 : 0; level < LEVELS; level++) {
      partitions[level] = all.countedApart(stats.child("s" + stage + "l" + level));
    }
  }

  private void divide(WalkCacheParams params, int stage, ReplacementState shared, StatGroup stats) {
    int firstSet = stage == 1 ? 0 : sum(params.stage1Entries()) / params.ways();
    for (int level = 0; level < LEVELS; level++) {
      int entries = (stage == 1 ? params.stage1Entries() : params.stage2Entries()).get(level);
      int bits = GRANULE_BITS + INDEX_BITS * (LEVELS - 1 - level);
      SetAssociativeParams partition =
          new SetAssociativeParams(
              entries, params.ways(), params.policy(), params.indexing(), bits, false);
      partitions[level] =
          new SetAssociative(
              partition, WORDS, shared, firstSet, stats.child("s" + stage + "l" + level));
      firstSet += partition.sets();
    }
  }

  /** The replacement state that all partitions of both stages share. */
  private static ReplacementState sharedState(WalkCacheParams params, WayPicker random) {
    int entries = sum(params.stage1Entries()) + sum(params.stage2Entries());
    return params.policy().create(entries / params.ways(), params.ways(), random);
  }

  /** Whether entries of a level are looked for and kept. */
  boolean keeps(int level) {
    return enabled && (levels >>> level & 1) != 0;
  }

  /**
   * Reads one partition; goes on at {@code then} with a slot, when {@link #lookup} may be called.
   */
  void read(Transaction t, Step then) {
    t.hold(slots, latencyPs, then);
  }

  /** Goes on at {@code then} with a slot, when {@link #fill} may be called. */
  void write(Transaction t, Step then) {
    t.hold(slots, 0, then);
  }

  /** Ends a read of the place's level. Returns whether it has told the place. */
  boolean lookup(long address, long tag, Walk.Place place) {
    SetAssociative partition = partitions[place.level];
    int index = partition.lookup(address, Tags.space(tag), owner(tag, place.level));
    slots.release();
    if (index == NONE) {
      return false;
    }
    long flags = partition.word(index, 1);
    place.output = partition.word(index, 0);
    place.leaf = (flags & LEAF) != 0;
    place.permissions = (int) (flags >>> PERMISSIONS_SHIFT) & Permissions.ALL;
    place.pageBits = partition.pageBits(index);
    return true;
  }

  /** Whether a page or block is kept that covers an address. */
  boolean holdsLeaf(long address, long tag) {
    for (int level = 0; level < LEVELS; level++) {
      SetAssociative partition = partitions[level];
      int index = keeps(level) ? partition.peek(address, Tags.space(tag), owner(tag, level)) : NONE;
      if (index != NONE && (partition.word(index, 1) & LEAF) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Ends a write of what the descriptor at the place says. */
  void fill(long address, long tag, Walk.Place place) {
    SetAssociative partition = partitions[place.level];
    int index = partition.fill(address, place.pageBits, Tags.space(tag), owner(tag, place.level));
    partition.setWord(index, 0, place.output);
    partition.setWord(
        index, 1, (place.leaf ? LEAF : 0) | (long) place.permissions << PERMISSIONS_SHIFT);
    slots.release();
  }

  /** Leaves without a fill. */
  void leave() {
    slots.release();
  }

  void invalidate(EntryMatch meant) {
    for (SetAssociative partition : partitions) {
      partition.invalidate(meant);
    }
  }

  /** The level tells apart what a unified cache would take for each other. */
  private static long owner(long tag, int level) {
    return Tags.owner(tag) | (long) level << LEVEL_SHIFT;
  }

  /** That only leaves are meant. */
  static void leavesOnly(EntryMatch meant) {
    meant.word(1, LEAF, LEAF);
  }

  private static int sum(List<Integer> entries) {
    int sum = 0;
    for (int of : entries) {
      sum += of;
    }
    return sum;
  }
}
