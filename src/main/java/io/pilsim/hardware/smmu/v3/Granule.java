package io.pilsim.hardware.smmu.v3;

/** The granule as STE and CD encode it. Source: IHI 0070, fields S2TG and TG0. */
final class Granule {
  private static final int RESERVED = 0;

  private Granule() {}

  static int encode(int granuleBits) {
    return switch (granuleBits) {
      case 12 -> 0b00;
      case 14 -> 0b10;
      case 16 -> 0b01;
      default -> throw new IllegalArgumentException("no such granule: 2^" + granuleBits);
    };
  }

  /** Log2 of the granule; 0 where the encoding is reserved. */
  static int decode(int code) {
    return switch (code) {
      case 0b00 -> 12;
      case 0b10 -> 14;
      case 0b01 -> 16;
      default -> RESERVED;
    };
  }
}
