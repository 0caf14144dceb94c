package io.pilsim.formats.fdt;

import io.pilsim.formats.FormatException;

/**
 * The header of a devicetree blob: where the three blocks lie. All of them are inside {@code
 * total}, which is inside the file, and none overlaps another or the header.
 */
record FdtHeader(
    long total,
    long structure,
    long structureSize,
    long strings,
    long stringsSize,
    long reserveMap,
    int version) {
  static final long MAGIC = 0xd00dfeedL;
  static final int SIZE = 40;
  private static final int SIZE_IN_16 = 36;

  static FdtHeader read(String file, byte[] bytes) throws FormatException {
    if (bytes.length < SIZE_IN_16) {
      throw FormatException.atByte(file, bytes.length, "too short for a device tree's header");
    }
    if (Cells.u32(bytes, 0) != MAGIC) {
      throw FormatException.atByte(file, 0, "not a device tree blob: it does not begin d00dfeed");
    }
    int version = version(file, bytes);
    int size = version >= 17 ? SIZE : SIZE_IN_16;
    long total = Cells.u32(bytes, 4);
    if (total > bytes.length || total < size) {
      throw FormatException.atByte(
          file, 4, "claims to be " + total + " bytes long; the file has " + bytes.length);
    }
    long structure = block(file, bytes, 8, 4, size, total, "structure block");
    long strings = block(file, bytes, 12, 1, size, total, "strings block");
    long reserveMap = block(file, bytes, 16, 8, size, total, "memory reservation block");
    long stringsSize = extent(file, bytes, 32, strings, total, "strings block");
    long structureSize =
        version >= 17
            ? extent(file, bytes, 36, structure, total, "structure block")
            : (strings > structure ? strings : total) - structure;
    if (structure < strings + stringsSize && strings < structure + structureSize) {
      throw FormatException.atByte(file, 8, "the structure and strings blocks overlap");
    }
    return new FdtHeader(
        total, structure, structureSize, strings, stringsSize, reserveMap, version);
  }

  private static int version(String file, byte[] bytes) throws FormatException {
    long version = Cells.u32(bytes, 20);
    long compatible = Cells.u32(bytes, 24);
    if (version < 16 || compatible > 17 || compatible > version) {
      throw FormatException.atByte(
          file,
          20,
          "version " + version + " (back to " + compatible + ") is not read, 16 and 17 are");
    }
    if (version >= 17 && bytes.length < SIZE) {
      throw FormatException.atByte(file, bytes.length, "too short for a device tree's header");
    }
    return version > 17 ? 17 : (int) version;
  }

  private static long block(
      String file, byte[] bytes, int field, int alignment, int least, long most, String name)
      throws FormatException {
    long offset = Cells.u32(bytes, field);
    if (offset < least || offset > most) {
      throw FormatException.atByte(
          file, field, "the " + name + " begins at 0x" + Long.toHexString(offset) + ", outside");
    }
    if (offset % alignment != 0) {
      throw FormatException.atByte(
          file, field, "the " + name + " is not aligned to " + alignment + " bytes");
    }
    return offset;
  }

  private static long extent(
      String file, byte[] bytes, int field, long offset, long total, String name)
      throws FormatException {
    long size = Cells.u32(bytes, field);
    if (size > total - offset) {
      throw FormatException.atByte(
          file, field, "the " + name + " of " + size + " bytes does not fit into the blob");
    }
    return size;
  }

  /** Whether bytes of the reservation block reach into one of the others. */
  boolean collides(long from, long to) {
    return overlaps(from, to, structure, structure + structureSize)
        || overlaps(from, to, strings, strings + stringsSize);
  }

  private static boolean overlaps(long from, long to, long otherFrom, long otherTo) {
    return from < otherTo && otherFrom < to;
  }
}
