package io.pilsim.hardware.smmu.v3;

/** The width of output addresses as STE and CD encode it. Source: IHI 0070, S2PS and IPS. */
final class OutputSize {
  private static final int[] BITS = {32, 36, 40, 42, 44, 48, 52, 52};
  private static final int LARGEST = 48;

  /** The encoding of 48 bits. */
  static final int OF_48_BITS = 0b101;

  private OutputSize() {}

  static long encode(int bits) {
    for (int code = 0; code < BITS.length; code++) {
      if (BITS[code] == bits) {
        return code;
      }
    }
    throw new IllegalArgumentException("no such width of addresses: " + bits);
  }

  /** At most what tables of eight-byte entries without extensions can hold. */
  static int decode(int code) {
    return Math.min(BITS[code & 7], LARGEST);
  }
}
