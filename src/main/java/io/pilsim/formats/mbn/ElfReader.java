package io.pilsim.formats.mbn;

import io.pilsim.formats.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The ELF header and the program headers, with the checks that Linux's loader makes; what it
 * rejects without a word gets one here.
 */
final class ElfReader {
  private static final int MAGIC = 0x464c457f;
  private static final int SECTION_HEADER_BYTES = 40;
  private static final int ELF64_PROGRAM_HEADER_BYTES = 56;

  private final String file;
  private final ByteBuffer in;

  ElfReader(String file, byte[] bytes) {
    this.file = file;
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  ElfHeader header() throws FormatException {
    if (in.limit() < ElfHeader.BYTES) {
      throw error(in.limit(), "too short for an ELF header");
    }
    if (in.getInt(0) != MAGIC) {
      throw error(0, "not an ELF file");
    }
    int entryBytes = u16(42);
    if (entryBytes != Segment.HEADER_BYTES) {
      boolean wide = entryBytes == ELF64_PROGRAM_HEADER_BYTES;
      throw error(
          42,
          "program headers of "
              + entryBytes
              + " bytes, expected 32"
              + (wide ? ": 64-bit ELF is not loaded" : ""));
    }
    if (u32(28) + (long) u16(44) * Segment.HEADER_BYTES > in.limit()) {
      throw error(28, "the program headers reach beyond the file");
    }
    checkSectionHeaders();
    return new ElfHeader(u16(16), u16(18), u32(24), u32(28), u16(44));
  }

  private void checkSectionHeaders() throws FormatException {
    int entryBytes = u16(46);
    int count = u16(48);
    if (entryBytes == 0 && count == 0) {
      return;
    }
    if (entryBytes != SECTION_HEADER_BYTES) {
      throw error(46, "section headers of " + entryBytes + " bytes, expected 40");
    }
    if (u32(32) + (long) count * SECTION_HEADER_BYTES > in.limit()) {
      throw error(32, "the section headers reach beyond the file");
    }
  }

  List<Segment> segments(ElfHeader header) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < header.programHeaders(); i++) {
      int at = (int) header.programHeaderOffset() + i * Segment.HEADER_BYTES;
      segments.add(
          new Segment(
              i,
              u32(at),
              u32(at + 24),
              u32(at + 8),
              u32(at + 12),
              u32(at + 4),
              u32(at + 16),
              u32(at + 20),
              u32(at + 28)));
    }
    return segments;
  }

  private int u16(int at) {
    return in.getShort(at) & 0xffff;
  }

  private long u32(int at) {
    return in.getInt(at) & 0xffff_ffffL;
  }

  private FormatException error(long offset, String problem) {
    return MbnImage.unreadable(file, offset, problem);
  }
}
