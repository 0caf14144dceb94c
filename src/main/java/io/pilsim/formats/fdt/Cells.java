package io.pilsim.formats.fdt;

import java.util.ArrayList;
import java.util.List;

/** Big-endian numbers. */
final class Cells {
  private Cells() {}

  static long u32(byte[] bytes, int at) {
    return (bytes[at] & 0xffL) << 24
        | (bytes[at + 1] & 0xffL) << 16
        | (bytes[at + 2] & 0xffL) << 8
        | (bytes[at + 3] & 0xffL);
  }

  static void putU32(byte[] bytes, int at, long value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  static byte[] encode(long[] cells) {
    byte[] bytes = new byte[4 * cells.length];
    for (int i = 0; i < cells.length; i++) {
      putU32(bytes, 4 * i, cells[i]);
    }
    return bytes;
  }

  static List<Long> list(long[] cells, int from, int to) {
    List<Long> list = new ArrayList<>();
    for (int i = from; i < to; i++) {
      list.add(cells[i]);
    }
    return list;
  }
}
