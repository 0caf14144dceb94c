package io.pilsim.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Spoils inputs in the ways that files get spoilt, and in those that hostile ones are: bits, bytes,
 * fields that hold lengths and offsets, numbers in text, words of the format, pieces that are lost,
 * repeated many times, or come from another file. The same for the same seed.
 */
final class Mutation {
  private static final int LONGEST = 1 << 16;
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
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "255",
          "65536",
          "2147483647",
          "2147483648",
          "4294967295",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "18446744073709551615",
          "0xffffffffffffffff",
          "1e999999999",
          "1e-999999999",
          "1.5",
          "000000000000000000000000000000000000001",
          "NaN");

  private final SplittableRandom random;
  private final List<byte[]> corpus;
  private final List<byte[]> words;

  /**
   * Begins anew.
   *
   * @param corpus other inputs of the same kind, to take pieces from
   * @param words of the format
   */
  Mutation(long seed, List<byte[]> corpus, List<byte[]> words) {
    this.random = new SplittableRandom(seed);
    this.corpus = corpus;
    this.words = words;
  }

  /** One of the corpus with one to six things wrong, mostly few. */
  byte[] next() {
    byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
    for (int i = 1 + Long.numberOfTrailingZeros(random.nextLong() | 32); i > 0; i--) {
      byte[] spoilt = bytes.length == 0 ? piece() : once(bytes);
      bytes = spoilt.length > LONGEST ? Arrays.copyOf(spoilt, LONGEST) : spoilt;
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(14)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> field(bytes, at & ~3, 4, telling());
      case 3 -> field(bytes, at & ~3, 4, random.nextInt(2 * bytes.length));
      case 4 -> field(bytes, at & ~1, 2, telling());
      case 5 -> field(bytes, at & ~7, 8, telling() << random.nextInt(33));
      case 6 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 7 -> {
        return replaced(bytes, at, at, pieceOf(bytes, 1 + random.nextInt(64)));
      }
      case 8 -> {
        return replaced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16)), NOTHING);
      }
      case 9 -> {
        return replaced(bytes, at, at, piece());
      }
      case 10 -> {
        return number(bytes, at);
      }
      case 11 -> {
        return line(bytes, at);
      }
      case 12 -> {
        return repeated(bytes, at);
      }
      default -> {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        return replaced(bytes, at, bytes.length, tail(other));
      }
    }
    return bytes;
  }

  private static final byte[] NOTHING = {};

  private long telling() {
    return TELLING[random.nextInt(TELLING.length)];
  }

  private void field(byte[] bytes, int at, int size, long value) {
    boolean bigEndian = random.nextBoolean();
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      int shift = 8 * (bigEndian ? size - 1 - i : i);
      bytes[at + i] = (byte) (value >>> shift);
    }
  }

  /** A word of the format, or a piece of another input. */
  private byte[] piece() {
    if (!words.isEmpty() && random.nextInt(4) != 0) {
      return words.get(random.nextInt(words.size()));
    }
    return pieceOf(corpus.get(random.nextInt(corpus.size())), 1 + random.nextInt(64));
  }

  private byte[] pieceOf(byte[] bytes, int count) {
    int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + count));
  }

  private byte[] tail(byte[] other) {
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    return Arrays.copyOfRange(other, from, other.length);
  }

  /** With the digits at or behind a place replaced by a number that is hard to digest. */
  private byte[] number(byte[] bytes, int at) {
    int from = at;
    while (from < bytes.length && !isDigit(bytes[from])) {
      from++;
    }
    int to = from;
    while (to < bytes.length && isDigit(bytes[to])) {
      to++;
    }
    String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
    return replaced(bytes, from, to, number.getBytes(StandardCharsets.US_ASCII));
  }

  /** With the line at a place missing, twice, or at the beginning. */
  private byte[] line(byte[] bytes, int at) {
    int from = at;
    while (from > 0 && bytes[from - 1] != '\n') {
      from--;
    }
    int to = at;
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    to = Math.min(bytes.length, to + 1);
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    return switch (random.nextInt(3)) {
      case 0 -> replaced(bytes, from, to, NOTHING);
      case 1 -> replaced(bytes, to, to, line);
      default -> replaced(replaced(bytes, from, to, NOTHING), 0, 0, line);
    };
  }

  /** With a short piece of it many times over, as for what nests or has no end. */
  private byte[] repeated(byte[] bytes, int at) {
    byte[] piece = pieceOf(bytes, 1 + random.nextInt(8));
    int times = 1 << random.nextInt(9);
    byte[] run = new byte[piece.length * times];
    for (int i = 0; i < run.length; i++) {
      run[i] = piece[i % piece.length];
    }
    return replaced(bytes, at, at, run);
  }

  private static boolean isDigit(byte each) {
    return each >= '0' && each <= '9';
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    byte[] result = new byte[from + by.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
    return result;
  }
}
