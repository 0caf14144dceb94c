package io.pilsim.hardware.smmu.v3;

/**
 * How a record of the event queue reads and is written: four words.
 *
 * <p>Source: IHI 0070, "Event records".
 */
public final class EventRecord {
  public static final int BYTES = 32;
  static final int WORDS = 4;

  private static final long SUBSTREAM_VALID = 1L << 11;
  private static final long STALL = 1L << 31;
  private static final long PRIVILEGED = 1L << 33;
  private static final long READ = 1L << 35;
  private static final long STAGE2 = 1L << 39;
  private static final int CLASS_SHIFT = 40;
  private static final long FETCH_ADDRESS = (1L << 52) - (1L << 3);
  private static final long INTERMEDIATE = (1L << 52) - (1L << 12);

  private EventRecord() {}

  /** The type: {@link Fault#event}. */
  public static int type(long word0) {
    return (int) word0 & 0xff;
  }

  public static int streamId(long word0) {
    return (int) (word0 >>> 32);
  }

  public static int substreamId(long word0) {
    return (int) (word0 >>> 12) & 0xf_ffff;
  }

  /** Whether the transaction is stalled until a CMD_RESUME names its {@link #tag}. */
  public static boolean isStalled(long word1) {
    return (word1 & STALL) != 0;
  }

  public static int tag(long word1) {
    return (int) word1 & 0xffff;
  }

  public static boolean isRead(long word1) {
    return (word1 & READ) != 0;
  }

  public static boolean isPrivileged(long word1) {
    return (word1 & PRIVILEGED) != 0;
  }

  public static boolean isOfStage2(long word1) {
    return (word1 & STAGE2) != 0;
  }

  /** What stage 2 was translating: 0 a context descriptor, 1 a table, 2 the device's address. */
  public static int inputClass(long word1) {
    return (int) (word1 >>> CLASS_SHIFT) & 3;
  }

  static long word0(Transaction t) {
    return t.fault().event()
        | (t.substreamId != 0 ? SUBSTREAM_VALID : 0)
        | t.substreamId << 12
        | t.streamId << 32;
  }

  static long word1(Transaction t) {
    return (t.stalling ? STALL | t.stallTag : 0)
        | (t.privileged ? PRIVILEGED : 0)
        | (t.isWrite() ? 0 : READ)
        | (t.walk.faultInStage2 ? STAGE2 : 0)
        | inputClass(t) << CLASS_SHIFT;
  }

  /** The address of the entry that could not be read, or the intermediate address. */
  static long word3(Transaction t) {
    return switch (t.fault()) {
      case WALK_ABORT, STREAM_ENTRY_FETCH, CONTEXT_FETCH -> t.walk.fetchAddress & FETCH_ADDRESS;
      default -> t.walk.faultInStage2 ? t.walk.stage2Input & INTERMEDIATE : 0;
    };
  }

  private static long inputClass(Transaction t) {
    if (!t.walk.faultInStage2) {
      return 2;
    }
    return switch (t.walk.stage2For) {
      case CONTEXT_DESCRIPTOR -> 0;
      case ROOT_TABLE, NEXT_TABLE -> 1;
      case LEAF, WHOLE -> 2;
    };
  }
}
