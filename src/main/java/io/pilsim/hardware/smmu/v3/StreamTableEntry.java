package io.pilsim.hardware.smmu.v3;

/**
 * How a stream table entry reads and is written: 64 bytes, of which four words matter here.
 *
 * <p>Source: IHI 0070, "Stream table entry". Fields used: V, Config, S1Fmt, S1ContextPtr, S1CDMax,
 * STRW, S2VMID, S2T0SZ, S2SL0, S2TG, S2PS, S2S, S2R, S2TTB.
 */
public final class StreamTableEntry {
  public static final int BYTES = 64;

  /** Where, in words from its start, the parts that are read lie. */
  static final int STAGE1_CONTROL = 1;

  static final int STAGE2_CONTROL = 2;

  static final int STAGE2_TABLE = 3;

  private static final long VALID = 1;
  private static final long TRANSLATES = 1L << 3;
  private static final long STAGE1 = 1L << 1;
  private static final long STAGE2 = 1L << 2;
  private static final long ADDRESS = (1L << 52) - (1L << 6);
  private static final int FORMAT_SHIFT = 4;
  private static final int CD_MAX_SHIFT = 59;
  private static final int LINEAR = 0;
  private static final long EL2 = 1L << 31;
  private static final int OUTPUT_SHIFT = 48;
  private static final long STAGE2_STALLS = 1L << 57;
  private static final long STAGE2_RECORDS = 1L << 58;

  private StreamTableEntry() {}

  /** The first word of an entry that lets everything through untranslated. */
  public static long bypass() {
    return VALID | TRANSLATES;
  }

  /** The first word of an entry whose context descriptors stand in one linear table. */
  public static long stage1(long contexts, int log2Contexts, boolean stage2) {
    return VALID
        | TRANSLATES
        | STAGE1
        | (stage2 ? STAGE2 : 0)
        | contexts
        | ((long) log2Contexts << CD_MAX_SHIFT);
  }

  /** The first word of an entry with stage 2 alone. */
  public static long stage2Only() {
    return VALID | TRANSLATES | STAGE2;
  }

  /** Word 2 of an entry with stage 2. */
  public static long stage2Control(int vmid, int inputBits, int rootLevel, int granuleBits) {
    return vmid
        | (long) (64 - inputBits) << 32
        | (long) startLevel(rootLevel, granuleBits) << 38
        | (long) Granule.encode(granuleBits) << 46
        | (long) OutputSize.OF_48_BITS << OUTPUT_SHIFT
        | STAGE2_RECORDS;
  }

  /** Word 1 of an entry whose stage 1 is that of software at EL2 with ASIDs (E2H). */
  public static long el2() {
    return EL2;
  }

  /** Word 2, but faults of stage 2 stall the transaction until software has answered. */
  public static long stage2Stalling(long control) {
    return control | STAGE2_STALLS;
  }

  /** The first word of an entry that aborts everything, and records no event. */
  public static long abort() {
    return VALID;
  }

  static boolean isEl2(long word1) {
    return (word1 & EL2) != 0;
  }

  static int stage2OutputBits(long control) {
    return OutputSize.decode((int) (control >>> OUTPUT_SHIFT));
  }

  static boolean stage2Stalls(long control) {
    return (control & STAGE2_STALLS) != 0;
  }

  static boolean stage2Records(long control) {
    return (control & (STAGE2_RECORDS | STAGE2_STALLS)) != 0;
  }

  static boolean isValid(long word0) {
    return (word0 & VALID) != 0;
  }

  static boolean aborts(long word0) {
    return (word0 & TRANSLATES) == 0;
  }

  static boolean hasStage1(long word0) {
    return (word0 & STAGE1) != 0;
  }

  static boolean hasStage2(long word0) {
    return (word0 & STAGE2) != 0;
  }

  static long contexts(long word0) {
    return word0 & ADDRESS;
  }

  static int log2Contexts(long word0) {
    return (int) (word0 >>> CD_MAX_SHIFT);
  }

  static boolean contextsAreLinear(long word0) {
    return (word0 >>> FORMAT_SHIFT & 3) == LINEAR || log2Contexts(word0) == 0;
  }

  /** Log2 of the context descriptors of one leaf table of a two-level one. */
  static int contextLeafBits(long word0) {
    return (word0 >>> FORMAT_SHIFT & 3) == 1 ? 6 : 10;
  }

  static int vmid(long control) {
    return (int) control & 0xffff;
  }

  static int stage2InputBits(long control) {
    return 64 - (int) (control >>> 32 & 0x3f);
  }

  static int stage2GranuleBits(long control) {
    return Granule.decode((int) (control >>> 46 & 3));
  }

  static int stage2RootLevel(long control) {
    int start = (int) (control >>> 38 & 3);
    return stage2GranuleBits(control) == 12 ? 2 - start : 3 - start;
  }

  static long stage2Table(long word3) {
    return word3 & ((1L << 52) - (1L << 4));
  }

  private static int startLevel(int rootLevel, int granuleBits) {
    return granuleBits == 12 ? 2 - rootLevel : 3 - rootLevel;
  }
}
