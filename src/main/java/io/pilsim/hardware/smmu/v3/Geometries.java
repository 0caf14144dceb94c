package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.smmu.TableGeometry;

/** The shapes of table that descriptors ask for, made once each. */
final class Geometries {
  private static final int LEVELS = 4;
  private static final int LARGEST_INPUT_BITS = 48;
  private static final int GRANULES = 3;

  private final TableGeometry[] known =
      new TableGeometry[GRANULES * (LARGEST_INPUT_BITS + 1) * LEVELS];

  /** The level at which a table of that width begins unless something else is asked for. */
  static int naturalRoot(int granuleBits, int inputBits) {
    int indexBits = granuleBits - 3;
    return LEVELS - Math.floorDiv(inputBits - granuleBits + indexBits - 1, indexBits);
  }

  /** Whether the architecture has such a table. */
  boolean isLegal(int granuleBits, int inputBits, int rootLevel) {
    if (granuleBits < 12
        || inputBits <= granuleBits
        || inputBits > LARGEST_INPUT_BITS
        || rootLevel < 0
        || rootLevel >= LEVELS) {
      return false;
    }
    int place = place(granuleBits, inputBits, rootLevel);
    if (known[place] == null) {
      try {
        known[place] = new TableGeometry(granuleBits, inputBits, rootLevel);
      } catch (IllegalArgumentException noSuchTable) {
        return false;
      }
    }
    return true;
  }

  /** A legal one. */
  TableGeometry get(int granuleBits, int inputBits, int rootLevel) {
    return known[place(granuleBits, inputBits, rootLevel)];
  }

  private static int place(int granuleBits, int inputBits, int rootLevel) {
    return ((granuleBits - 12) / 2 * (LARGEST_INPUT_BITS + 1) + inputBits) * LEVELS + rootLevel;
  }
}
