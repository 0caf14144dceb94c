package io.pilsim.hardware.smmu.v3;

/**
 * What a cached translation or configuration belongs to, as one word: a machine (VMID) or a stream,
 * what kind of input is translated, and an address space (ASID) or a substream.
 *
 * <p>Caches that have two tags for it keep {@link #owner} and {@link #space} apart.
 */
final class Tags {
  /** Takes any tag. */
  static final long ANY = 0;

  static final long EXACT = -1;

  private static final int SPACE_SHIFT = 40;
  private static final long OWNER = (1L << SPACE_SHIFT) - 1;
  private static final long NUMBER = (1L << 32) - 1;
  private static final long EL2 = 1L << 32;
  private static final long INTERMEDIATE = 1L << 33;
  private static final long CONFIGURATION = 1L << 34;
  private static final long KIND = EL2 | INTERMEDIATE | CONFIGURATION;

  /** Takes any space of the same owner. */
  static final long OF_OWNER = OWNER;

  /** Takes any owner and space of the same kind. */
  static final long OF_KIND = KIND;

  /** Takes both stages of a machine. */
  static final long OF_MACHINE = NUMBER | EL2 | CONFIGURATION;

  /** Takes both stages of every machine. */
  static final long OF_ALL_MACHINES = EL2 | CONFIGURATION;

  private Tags() {}

  /** Virtual addresses of EL1 software. */
  static long virtual(int vmid, int asid) {
    return vmid | (long) asid << SPACE_SHIFT;
  }

  /** Virtual addresses of EL2 software. */
  static long el2(int asid) {
    return EL2 | (long) asid << SPACE_SHIFT;
  }

  /** Intermediate addresses. */
  static long intermediate(int vmid) {
    return INTERMEDIATE | vmid;
  }

  /** The configuration of a stream. */
  static long configuration(long streamId, long substreamId) {
    return CONFIGURATION | streamId | substreamId << SPACE_SHIFT;
  }

  /** Takes any stream whose number agrees above so many bits. */
  static long streamMask(int bits) {
    return NUMBER & -(1L << bits);
  }

  static boolean isConfiguration(long tag) {
    return (tag & CONFIGURATION) != 0;
  }

  static long owner(long tag) {
    return tag & OWNER;
  }

  static long space(long tag) {
    return tag >>> SPACE_SHIFT;
  }
}
