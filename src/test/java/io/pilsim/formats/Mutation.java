package io.pilsim.formats;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Spoils bytes in the ways that files get spoilt, the same way for the same seed. */
public final class Mutation {
  private static final long[] TELLING = {
    0,
    1,
    2,
    3,
    4,
    7,
    8,
    9,
    0x7f,
    0x80,
    0xff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000L,
    0xffff_fff0L,
    0xffff_fffcL,
    0xffff_ffffL
  };

  private final SplittableRandom random;

  public Mutation(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A copy with one to four things wrong. */
  public byte[] of(byte[] original) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(1, 5); i > 0 && bytes.length > 0; i--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> word(bytes, at & ~3, TELLING[random.nextInt(TELLING.length)], false);
      case 3 -> word(bytes, at & ~3, TELLING[random.nextInt(TELLING.length)], true);
      case 4 -> word(bytes, at & ~3, random.nextInt(2 * bytes.length), random.nextInt(2) == 0);
      case 5 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 6 -> {
        return spliced(bytes, at, random.nextInt(bytes.length), 1 + random.nextInt(64));
      }
      default -> {
        return without(bytes, at, Math.min(1 + random.nextInt(16), bytes.length - at));
      }
    }
    return bytes;
  }

  private static void word(byte[] bytes, int at, long value, boolean bigEndian) {
    for (int i = 0; i < 4 && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> (bigEndian ? 24 - 8 * i : 8 * i));
    }
  }

  /** With a piece of it repeated elsewhere. */
  private static byte[] spliced(byte[] bytes, int at, int from, int count) {
    int length = Math.min(count, bytes.length - from);
    byte[] longer = new byte[bytes.length + length];
    System.arraycopy(bytes, 0, longer, 0, at);
    System.arraycopy(bytes, from, longer, at, length);
    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
    return longer;
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - count);
    System.arraycopy(bytes, at + count, shorter, at, bytes.length - at - count);
    return shorter;
  }
}
