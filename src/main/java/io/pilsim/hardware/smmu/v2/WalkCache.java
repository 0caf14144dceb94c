package io.pilsim.hardware.smmu.v2;

import static io.pilsim.hardware.smmu.SetAssociative.NONE;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.SetAssociativeParams;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.WayPicker;
import java.util.Map;
import java.util.SortedMap;

/**
 * The tables that walks of one stage have come through: a cache per level, each entry of which
 * gives the table below. The deepest is asked first; those above it are asked only on a miss.
 */
final class WalkCache {
  private final SetAssociative[] levels = new SetAssociative[TableGeometry.LAST_LEVEL];
  private long found;

  /** Its statistics are {@code stage + "l" + level}. */
  WalkCache(
      String stage,
      SortedMap<Integer, SetAssociativeParams> params,
      WayPicker random,
      StatGroup stats) {
    for (Map.Entry<Integer, SetAssociativeParams> level : params.entrySet()) {
      levels[level.getKey()] =
          new SetAssociative(
              level.getValue(), 1, random, stats.child(stage + "l" + level.getKey()));
    }
  }

  /** The deepest level whose entry for the address is there, or NONE; its table is kept. */
  int find(TableGeometry geometry, long input, long tag, long inputTag) {
    for (int level = TableGeometry.LAST_LEVEL - 1; level >= geometry.rootLevel(); level--) {
      if (levels[level] != null) {
        int entry = levels[level].lookup(input, tag, inputTag);
        if (entry != NONE) {
          found = levels[level].word(entry, 0);
          return level;
        }
      }
    }
    return NONE;
  }

  /** The table below the entry that the latest {@link #find} returned. */
  long found() {
    return found;
  }

  void fill(int level, int bits, long input, long tag, long inputTag, long table) {
    if (levels[level] != null) {
      levels[level].setWord(levels[level].fill(input, bits, tag, inputTag), 0, table);
    }
  }

  void invalidate(Invalidation command) {
    for (SetAssociative level : levels) {
      if (level != null) {
        command.removeFrom(level);
      }
    }
  }
}
