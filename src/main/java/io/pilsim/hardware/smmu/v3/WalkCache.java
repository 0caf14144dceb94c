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
 * Partitions by level for one stage. An entry of level n holds what the descriptor read there says:
 * the next table, or a block.
 */
final class WalkCache {
  private static final int LEVELS = 4;
  private static final int GRANULE_BITS = 12;
  private static final int INDEX_BITS = 9;
  private static final int WORDS = 2;
  private static final long LEAF = 1;
  private static final int PERMISSIONS_SHIFT = 1;

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
  WalkCache(
      WalkCacheParams params,
      int stage,
      Circuit circuit,
      Permits slots,
      ReplacementState shared,
      StatGroup stats) {
    int firstSet = stage == 1 ? 0 : sum(params.stage1Entries()) / params.ways();
    this.slots = slots;
    this.latencyPs = circuit.ps(params.latency());
    this.enabled = params.enabled();
    this.levels = stage == 1 ? params.stage1Levels() : params.stage2Levels();
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
  static ReplacementState sharedState(WalkCacheParams params, WayPicker random) {
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
    int index = partition.lookup(address, Tags.space(tag), Tags.owner(tag));
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

  /** Ends a write of what the descriptor at the place says. */
  void fill(long address, long tag, Walk.Place place) {
    SetAssociative partition = partitions[place.level];
    int index = partition.fill(address, place.pageBits, Tags.space(tag), Tags.owner(tag));
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
