package io.pilsim.hardware.smmu;

/**
 * The attribute bits of a page or block descriptor, for stage 1 and stage 2.
 *
 * <p>Source: Arm ARM DDI 0487, attribute fields in VMSAv8-64 block and page descriptors.
 */
public final class LeafAttributes {
  public static final long ACCESS_FLAG = 1L << 10;
  public static final long CONTIGUOUS = 1L << 52;

  private static final int TYPE_SHIFT = 2;
  private static final long S1_UNPRIVILEGED = 1L << 6;
  private static final long S1_READ_ONLY = 1L << 7;
  private static final long S2_READ = 1L << 6;
  private static final long S2_WRITE = 1L << 7;
  private static final long INNER_SHAREABLE = 0b11L << 8;
  private static final long NOT_GLOBAL = 1L << 11;
  private static final long EXECUTE_NEVER = 1L << 54;

  /** What kind of memory a page is: its place in MAIR at stage 1, its encoding at stage 2. */
  public enum MemoryType {
    DEVICE(0, 0b0001),
    NON_CACHEABLE(1, 0b0101),
    CACHEABLE(2, 0b1111);

    private final long stage1;
    private final long stage2;

    MemoryType(long stage1, long stage2) {
      this.stage1 = stage1 << TYPE_SHIFT;
      this.stage2 = stage2 << TYPE_SHIFT;
    }
  }

  private LeafAttributes() {}

  /** A stage-1 page that unprivileged accesses may read. */
  public static long stage1(boolean write, boolean execute, MemoryType type) {
    return type.stage1
        | S1_UNPRIVILEGED
        | (write ? 0 : S1_READ_ONLY)
        | INNER_SHAREABLE
        | ACCESS_FLAG
        | NOT_GLOBAL
        | (execute ? 0 : EXECUTE_NEVER);
  }

  /** Takes the page away from unprivileged accesses; stage 1. */
  public static long privilegedOnly(long stage1) {
    return stage1 & ~S1_UNPRIVILEGED;
  }

  public static long stage2(boolean read, boolean write, boolean execute, MemoryType type) {
    return type.stage2
        | (read ? S2_READ : 0)
        | (write ? S2_WRITE : 0)
        | INNER_SHAREABLE
        | ACCESS_FLAG
        | (execute ? 0 : EXECUTE_NEVER);
  }

  public static boolean isContiguous(long descriptor) {
    return (descriptor & CONTIGUOUS) != 0;
  }

  public static boolean isAccessed(long descriptor) {
    return (descriptor & ACCESS_FLAG) != 0;
  }

  /** Whether stage 1 lets an access through. */
  public static boolean stage1Allows(long descriptor, boolean write, boolean privileged) {
    return (privileged || (descriptor & S1_UNPRIVILEGED) != 0)
        && !(write && (descriptor & S1_READ_ONLY) != 0);
  }

  /** Whether stage 2 lets an access through. */
  public static boolean stage2Allows(long descriptor, boolean write) {
    return (descriptor & (write ? S2_WRITE : S2_READ)) != 0;
  }
}
