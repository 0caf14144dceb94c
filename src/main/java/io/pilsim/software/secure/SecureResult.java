package io.pilsim.software.secure;

import io.pilsim.hardware.cpu.Registers;

/** What the firmware answers with. */
final class SecureResult {
  static final long OK = 0;

  /** A refusal; the kernel makes EINVAL of it, like of most others. */
  static final long REFUSED = -10;

  /** To come again later. */
  static final long BUSY = -12;

  /** The kernel makes EOPNOTSUPP of it. */
  static final long UNKNOWN_FUNCTION = -4;

  private SecureResult() {}

  static int end(Registers x, long status) {
    return end(x, status, 0, 0, 0);
  }

  static int end(Registers x, long status, long first, long second, long third) {
    x.clear();
    x.set(0, status);
    x.set(1, first);
    x.set(2, second);
    x.set(3, third);
    return 0;
  }
}
