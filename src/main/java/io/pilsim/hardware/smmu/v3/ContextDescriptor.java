package io.pilsim.hardware.smmu.v3;

/**
 * How a context descriptor reads and is written: 64 bytes, of which two words matter here.
 *
 * <p>Source: IHI 0070, "Context descriptor". Fields used: T0SZ, TG0, V, IPS, AA64, S, R, ASID,
 * TTB0.
 */
public final class ContextDescriptor {
  public static final int BYTES = 64;

  /** Where, in words from its start, the address of the root table lies. */
  static final int TABLE = 1;

  private static final long VALID = 1L << 31;
  private static final int OUTPUT_SHIFT = 32;
  private static final long AARCH64 = 1L << 41;
  private static final long STALLS = 1L << 44;
  private static final long RECORDS = 1L << 45;

  private ContextDescriptor() {}

  /**
   * The first word; the second is the address of the root table. Outputs have up to 48 bits, and
   * faults terminate and are recorded.
   */
  public static long control(int asid, int inputBits, int granuleBits) {
    return VALID
        | AARCH64
        | RECORDS
        | (long) OutputSize.OF_48_BITS << OUTPUT_SHIFT
        | (64 - inputBits)
        | (long) Granule.encode(granuleBits) << 6
        | (long) asid << 48;
  }

  /** The same, but faults stall the transaction until software has answered. */
  public static long stalling(long control) {
    return control | STALLS;
  }

  /** The same, but for outputs of so many bits: 32, 36, 40, 42, 44 or 48. */
  public static long withOutputBits(long control, int bits) {
    return (control & ~(7L << OUTPUT_SHIFT)) | OutputSize.encode(bits) << OUTPUT_SHIFT;
  }

  static int outputBits(long control) {
    return OutputSize.decode((int) (control >>> OUTPUT_SHIFT));
  }

  static boolean stalls(long control) {
    return (control & STALLS) != 0;
  }

  static boolean records(long control) {
    return (control & (RECORDS | STALLS)) != 0;
  }

  static boolean isValid(long control) {
    return (control & VALID) != 0;
  }

  static int asid(long control) {
    return (int) (control >>> 48);
  }

  static int inputBits(long control) {
    return 64 - (int) (control & 0x3f);
  }

  static int granuleBits(long control) {
    return Granule.decode((int) (control >>> 6 & 3));
  }

  static long table(long word1) {
    return word1 & ((1L << 52) - (1L << 4));
  }
}
