package io.pilsim.hardware.smmu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shape of a radix table: which bits of an input address index which level. The last level is
 * always 3, as in the architecture; the root is at level 0 to 3.
 *
 * <p>Source: Arm ARM DDI 0487, VMSAv8-64 translation table format; concatenated tables of stage 2:
 * same, "Concatenated translation tables".
 *
 * @param granuleBits log2 of the granule: 12, 14 or 16
 * @param inputBits width of an input address
 * @param rootLevel where walks begin
 */
public record TableGeometry(int granuleBits, int inputBits, int rootLevel) {
  public static final int LAST_LEVEL = 3;
  private static final int ENTRY_BITS = 3;
  private static final int MOST_CONCATENATED_BITS = 4;

  public TableGeometry {
    if (granuleBits != 12 && granuleBits != 14 && granuleBits != 16) {
      throw new IllegalArgumentException("granule must be 4K, 16K or 64K: 2^" + granuleBits);
    }
    if (inputBits <= granuleBits || inputBits > 48) {
      throw new IllegalArgumentException("input address bits out of range: " + inputBits);
    }
    int natural = naturalRoot(granuleBits, inputBits);
    boolean concatenated =
        rootLevel == natural + 1
            && rootLevel <= LAST_LEVEL
            && rootIndexBits(granuleBits, inputBits, rootLevel)
                <= granuleBits - ENTRY_BITS + MOST_CONCATENATED_BITS;
    if (rootLevel != natural && !concatenated) {
      throw new IllegalArgumentException(
          "a table of " + inputBits + " bits cannot begin at level " + rootLevel);
    }
  }

  /** The usual shape: as few levels as one root table allows. */
  public TableGeometry(int granuleBits, int inputBits) {
    this(granuleBits, inputBits, naturalRoot(granuleBits, inputBits));
  }

  /** The stage-2 shape: one level fewer when at most 16 root tables side by side can do that. */
  public static TableGeometry concatenated(int granuleBits, int inputBits) {
    int root = naturalRoot(granuleBits, inputBits);
    boolean fits =
        root < LAST_LEVEL && rootIndexBits(granuleBits, inputBits, root) <= MOST_CONCATENATED_BITS;
    return new TableGeometry(granuleBits, inputBits, fits ? root + 1 : root);
  }

  /** Reads that a walk to a page takes. */
  public int levels() {
    return LAST_LEVEL - rootLevel + 1;
  }

  public long granule() {
    return 1L << granuleBits;
  }

  /** Bytes that one entry of a level covers. */
  public long entrySize(int level) {
    return 1L << shift(level);
  }

  /** The size of a table at a level; the root may be smaller or larger than a granule. */
  public long tableBytes(int level) {
    return (long) entries(level) << ENTRY_BITS;
  }

  public int entries(int level) {
    return level == rootLevel
        ? 1 << rootIndexBits(granuleBits, inputBits, rootLevel)
        : 1 << indexBits();
  }

  public boolean inRange(long input) {
    return (input >>> inputBits) == 0;
  }

  public int index(long input, int level) {
    return (int) (input >>> shift(level)) & (entries(level) - 1);
  }

  /** Where the entry for an input address lies in a table. */
  public long entryAddress(long table, long input, int level) {
    return table + ((long) index(input, level) << ENTRY_BITS);
  }

  /** Whether an entry of the level may be a page or a block. */
  public boolean leavesAt(int level) {
    return level == LAST_LEVEL || level >= Math.max(rootLevel, granuleBits == 12 ? 1 : 2);
  }

  /** The level whose pages or blocks have that size. */
  public int levelOf(long leafSize) {
    for (int level = rootLevel; level <= LAST_LEVEL; level++) {
      if (leavesAt(level) && entrySize(level) == leafSize) {
        return level;
      }
    }
    throw new IllegalArgumentException("no page or block of that size: " + leafSize);
  }

  /** Entries of one group with the contiguous hint. */
  public int contiguousEntries(int level) {
    return switch (granuleBits) {
      case 12 -> 16;
      case 14 -> level == LAST_LEVEL ? 128 : 32;
      default -> 32;
    };
  }

  /** The sizes of pages and blocks, ascending. */
  public List<Long> pageSizes() {
    List<Long> sizes = new ArrayList<>();
    for (int level = rootLevel; level <= LAST_LEVEL; level++) {
      if (leavesAt(level)) {
        sizes.add(entrySize(level));
      }
    }
    Collections.reverse(sizes);
    return List.copyOf(sizes);
  }

  int shift(int level) {
    return granuleBits + indexBits() * (LAST_LEVEL - level);
  }

  private int indexBits() {
    return granuleBits - ENTRY_BITS;
  }

  private static int naturalRoot(int granuleBits, int inputBits) {
    int indexBits = granuleBits - ENTRY_BITS;
    int levels = (inputBits - granuleBits + indexBits - 1) / indexBits;
    return LAST_LEVEL + 1 - levels;
  }

  private static int rootIndexBits(int granuleBits, int inputBits, int rootLevel) {
    return inputBits - granuleBits - (granuleBits - ENTRY_BITS) * (LAST_LEVEL - rootLevel);
  }
}
