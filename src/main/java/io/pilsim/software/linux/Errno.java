package io.pilsim.software.linux;

/**
 * The errors of the kernel, negative as its functions return them, and how the firmware's are
 * turned into them.
 *
 * <p>Source: Linux 6.18, include/uapi/asm-generic/errno-base.h, drivers/firmware/qcom/qcom_scm.h.
 */
public final class Errno {
  public static final int EIO = -5;
  public static final int ENOMEM = -12;
  public static final int EBUSY = -16;
  public static final int EEXIST = -17;
  public static final int ENODEV = -19;
  public static final int EINVAL = -22;
  public static final int ENOSPC = -28;
  public static final int E2BIG = -7;
  public static final int EOVERFLOW = -75;
  public static final int EOPNOTSUPP = -95;
  public static final int ETIMEDOUT = -110;

  private Errno() {}

  /** What the kernel makes of the first result of a call; most of them say nothing. */
  public static int ofFirmware(long result) {
    if (result >= 0) {
      return 0;
    }
    return switch ((int) result) {
      case -1 -> EIO;
      case -4 -> EOPNOTSUPP;
      case -5 -> ENOMEM;
      case -12 -> EBUSY;
      default -> EINVAL;
    };
  }
}
