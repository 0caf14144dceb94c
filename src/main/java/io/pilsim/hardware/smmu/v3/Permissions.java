package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.smmu.LeafAttributes;

/** Which accesses a page lets through: one bit each for reads and writes, of either privilege. */
final class Permissions {
  static final int ALL = 0xf;

  /** Bits that they take. */
  static final int BITS = 4;

  private Permissions() {}

  static int stage1(long descriptor) {
    int allowed = 0;
    for (int access = 0; access < BITS; access++) {
      if (LeafAttributes.stage1Allows(descriptor, (access & 1) != 0, (access & 2) != 0)) {
        allowed |= 1 << access;
      }
    }
    return allowed;
  }

  static int stage2(long descriptor) {
    int allowed = LeafAttributes.stage2Allows(descriptor, false) ? 0b0101 : 0;
    return LeafAttributes.stage2Allows(descriptor, true) ? allowed | 0b1010 : allowed;
  }

  static boolean allow(int permissions, boolean write, boolean privileged) {
    return (permissions >>> ((write ? 1 : 0) | (privileged ? 2 : 0)) & 1) != 0;
  }
}
