package io.pilsim.hardware.smmu.v3;

/**
 * How an entry of the command queue reads and is written: two words.
 *
 * <p>Source: IHI 0070, "Commands". Range invalidations name (NUM + 1) * 2^SCALE granules.
 */
public final class Command {
  static final int PREFETCH_CONFIG = 0x01;
  static final int PREFETCH_ADDRESS = 0x02;
  static final int CFGI_STE = 0x03;
  static final int CFGI_STE_RANGE = 0x04;
  static final int CFGI_CD = 0x05;
  static final int CFGI_CD_ALL = 0x06;
  static final int TLBI_NH_ALL = 0x10;
  static final int TLBI_NH_ASID = 0x11;
  static final int TLBI_NH_VA = 0x12;
  static final int TLBI_NH_VAA = 0x13;
  static final int TLBI_EL2_ALL = 0x20;
  static final int TLBI_EL2_ASID = 0x21;
  static final int TLBI_EL2_VA = 0x22;
  static final int TLBI_EL2_VAA = 0x23;
  static final int TLBI_S12_VMALL = 0x28;
  static final int TLBI_S2_IPA = 0x2a;
  static final int TLBI_NSNH_ALL = 0x30;
  static final int RESUME = 0x44;
  static final int STALL_TERM = 0x45;
  static final int SYNC = 0x46;

  /** Largest NUM of a range, so the most granules at a scale less one. */
  public static final int MOST_NUM = 31;

  /** How a CMD_SYNC tells that it has completed: its field CS. */
  public enum Signal {
    NONE(0),
    INTERRUPT(1),
    EVENT(2);

    final int code;

    Signal(int code) {
      this.code = code;
    }
  }

  /** What becomes of a stalled transaction: its field Resp. */
  public enum Response {
    TERMINATE(0),
    RETRY(1),
    ABORT(2);

    final int code;

    Response(int code) {
      this.code = code;
    }
  }

  private static final int ALL_STREAMS = 31;
  private static final long ADDRESS = -1L << 12;
  private static final long MSI_ADDRESS = (1L << 52) - (1L << 2);

  private Command() {}

  // First words.

  /** CMD_CFGI_STE: forget the entry of a stream, its contexts included. */
  public static long cfgiSte(int streamId) {
    return CFGI_STE | (long) streamId << 32;
  }

  /** First word of CMD_CFGI_ALL; its second is {@link #cfgiAllWord1}. */
  public static long cfgiAll() {
    return CFGI_STE_RANGE;
  }

  public static long cfgiAllWord1() {
    return ALL_STREAMS;
  }

  /** CMD_CFGI_CD: forget one context descriptor. */
  public static long cfgiCd(int streamId, int substreamId) {
    return CFGI_CD | (long) substreamId << 12 | (long) streamId << 32;
  }

  /** CMD_CFGI_CD_ALL: forget every context descriptor of a stream. */
  public static long cfgiCdAll(int streamId) {
    return CFGI_CD_ALL | (long) streamId << 32;
  }

  /** CMD_TLBI_NH_ALL. */
  public static long tlbiNhAll(int vmid) {
    return TLBI_NH_ALL | vmid(vmid);
  }

  /** CMD_TLBI_NH_ASID. */
  public static long tlbiNhAsid(int vmid, int asid) {
    return TLBI_NH_ASID | vmid(vmid) | asid(asid);
  }

  /** First word of CMD_TLBI_NH_VA; {@link #range} and {@link #address} complete it. */
  public static long tlbiNhVa(int vmid, int asid) {
    return TLBI_NH_VA | vmid(vmid) | asid(asid);
  }

  /** First word of CMD_TLBI_NH_VAA: whatever the ASID. */
  public static long tlbiNhVaa(int vmid) {
    return TLBI_NH_VAA | vmid(vmid);
  }

  /** CMD_TLBI_EL2_ALL. */
  public static long tlbiEl2All() {
    return TLBI_EL2_ALL;
  }

  /** CMD_TLBI_EL2_ASID. */
  public static long tlbiEl2Asid(int asid) {
    return TLBI_EL2_ASID | asid(asid);
  }

  /** First word of CMD_TLBI_EL2_VA. */
  public static long tlbiEl2Va(int asid) {
    return TLBI_EL2_VA | asid(asid);
  }

  /** First word of CMD_TLBI_EL2_VAA. */
  public static long tlbiEl2Vaa() {
    return TLBI_EL2_VAA;
  }

  /** CMD_TLBI_S12_VMALL: both stages of a machine. */
  public static long tlbiS12VmAll(int vmid) {
    return TLBI_S12_VMALL | vmid(vmid);
  }

  /** First word of CMD_TLBI_S2_IPA; its address is an intermediate one. */
  public static long tlbiS2Ipa(int vmid) {
    return TLBI_S2_IPA | vmid(vmid);
  }

  /** CMD_TLBI_NSNH_ALL. */
  public static long tlbiNsnhAll() {
    return TLBI_NSNH_ALL;
  }

  /** CMD_SYNC without an MSI. */
  public static long sync(Signal signal) {
    return SYNC | (long) signal.code << 12;
  }

  /** First word of a CMD_SYNC that writes data to the address in {@link #msiWord1}. */
  public static long syncWithMsi(int data) {
    return sync(Signal.INTERRUPT) | (long) data << 32;
  }

  /** First word of CMD_RESUME; its second is the tag of the stalled transaction. */
  public static long resume(int streamId, Response response) {
    return RESUME | (long) response.code << 12 | (long) streamId << 32;
  }

  /** CMD_STALL_TERM: every stalled transaction of a stream ends in an abort. */
  public static long stallTerm(int streamId) {
    return STALL_TERM | (long) streamId << 32;
  }

  // Parts of invalidations by address.

  /** For the first word: (num + 1) * 2^scale granules from the address on. */
  public static long range(int num, int scale) {
    return (long) num << 12 | (long) scale << 20;
  }

  /** Second word, of one address. */
  public static long address(long address, boolean leafOnly) {
    return (address & ADDRESS) | (leafOnly ? 1 : 0);
  }

  /**
   * Second word, of a range.
   *
   * @param granuleBits 12, 14 or 16
   * @param level of all leaves in it, or 0 where that is not known
   */
  public static long rangeAddress(long address, boolean leafOnly, int granuleBits, int level) {
    long granule = (granuleBits - 10L) / 2;
    return address(address, leafOnly) | (long) level << 8 | granule << 10;
  }

  /** Second word of a CMD_SYNC that writes its data there: four bytes, at a multiple of four. */
  public static long msiWord1(long address) {
    return address & MSI_ADDRESS;
  }

  // How the SMMU reads them.

  static int opcode(long word0) {
    return (int) word0 & 0xff;
  }

  static int streamId(long word0) {
    return (int) (word0 >>> 32);
  }

  static long unsignedStreamId(long word0) {
    return word0 >>> 32;
  }

  static int substreamId(long word0) {
    return (int) (word0 >>> 12) & 0xf_ffff;
  }

  static int streamRange(long word1) {
    return (int) word1 & 31;
  }

  static int vmidOf(long word0) {
    return (int) (word0 >>> 32) & 0xffff;
  }

  static int asidOf(long word0) {
    return (int) (word0 >>> 48);
  }

  static boolean leafOnly(long word1) {
    return (word1 & 1) != 0;
  }

  static long addressOf(long word1) {
    return word1 & ADDRESS;
  }

  /** Log2 of the granule of a range; 0 where one address alone is named. */
  static int rangeGranuleBits(long word1) {
    int code = (int) (word1 >>> 10) & 3;
    return code == 0 ? 0 : 10 + 2 * code;
  }

  static int level(long word1) {
    return (int) (word1 >>> 8) & 3;
  }

  static long granules(long word0) {
    return ((word0 >>> 12 & 31) + 1) << (word0 >>> 20 & 31);
  }

  static int signal(long word0) {
    return (int) (word0 >>> 12) & 3;
  }

  static boolean isLegalSync(long word0) {
    return signal(word0) <= Signal.EVENT.code;
  }

  static int msiData(long word0) {
    return (int) (word0 >>> 32);
  }

  static long msiAddress(long word1) {
    return word1 & MSI_ADDRESS;
  }

  static int response(long word0) {
    return (int) (word0 >>> 12) & 3;
  }

  /** What a field Resp says; null where it is reserved. */
  static Response responseOf(int code) {
    return switch (code) {
      case 0 -> Response.TERMINATE;
      case 1 -> Response.RETRY;
      case 2 -> Response.ABORT;
      default -> null;
    };
  }

  static int tag(long word1) {
    return (int) word1 & 0xffff;
  }

  private static long vmid(int vmid) {
    return (long) vmid << 32;
  }

  private static long asid(int asid) {
    return (long) asid << 48;
  }
}
