package io.pilsim.hardware.smmu.v2;

import io.pilsim.hardware.smmu.LeafAttributes;

/** What a cached translation lets through, and which level of which stage says so, in one word. */
final class Permissions {
  private static final int STAGE1_SHIFT = 0; // four bits: unprivileged and privileged, read, write
  private static final int STAGE2_SHIFT = 4; // two bits: read, write
  private static final int LEVEL1_SHIFT = 8;
  private static final int LEVEL2_SHIFT = 10;

  /** Where a stage does not translate, it refuses nothing. */
  static final long NO_STAGE1 = 0xf << STAGE1_SHIFT;

  static final long NO_STAGE2 = 0x3 << STAGE2_SHIFT;

  private Permissions() {}

  static long stage1(long descriptor, int level) {
    long bits = 0;
    for (int access = 0; access < 4; access++) {
      if (LeafAttributes.stage1Allows(descriptor, (access & 1) != 0, (access & 2) != 0)) {
        bits |= 1L << (STAGE1_SHIFT + access);
      }
    }
    return bits | (long) level << LEVEL1_SHIFT;
  }

  static long stage2(long descriptor, int level) {
    return (LeafAttributes.stage2Allows(descriptor, false) ? 1L << STAGE2_SHIFT : 0)
        | (LeafAttributes.stage2Allows(descriptor, true) ? 2L << STAGE2_SHIFT : 0)
        | (long) level << LEVEL2_SHIFT;
  }

  static boolean stage1Allows(long permissions, boolean write, boolean privileged) {
    int access = (write ? 1 : 0) + (privileged ? 2 : 0);
    return (permissions >>> (STAGE1_SHIFT + access) & 1) != 0;
  }

  static boolean stage2Allows(long permissions, boolean write) {
    return (permissions >>> (STAGE2_SHIFT + (write ? 1 : 0)) & 1) != 0;
  }

  static int level1(long permissions) {
    return (int) (permissions >>> LEVEL1_SHIFT) & 3;
  }

  static int level2(long permissions) {
    return (int) (permissions >>> LEVEL2_SHIFT) & 3;
  }
}
