package io.pilsim.formats.mbn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An ELF32 image written field by field, so that each can be wrong. */
public final class TestElf {
  public static final int LOAD = 1;
  public static final int HEADERS = 7 << 24;
  public static final int HASH = 2 << 24;
  public static final int RELOCATABLE = 1 << 27;

  private final ByteBuffer out;
  private int segments;

  public TestElf(int size) {
    out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(0, new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1});
    u16(16, 2).u16(18, 164).u32(20, 1).u32(28, 52).u16(40, 52).u16(42, 32);
  }

  /** The next program header: virtual and physical address are the same. */
  public TestElf segment(int type, int flags, long offset, long address, long filesz, long memsz) {
    int at = 52 + 32 * segments;
    segments++;
    u16(44, segments);
    u32(at, type).u32(at + 4, offset).u32(at + 8, address).u32(at + 12, address);
    u32(at + 16, filesz).u32(at + 20, memsz).u32(at + 24, flags).u32(at + 28, 4096);
    return this;
  }

  public TestElf u16(int at, int value) {
    out.putShort(at, (short) value);
    return this;
  }

  public TestElf u32(int at, long value) {
    out.putInt(at, (int) value);
    return this;
  }

  public TestElf fill(int from, int count, int value) {
    Arrays.fill(out.array(), from, from + count, (byte) value);
    return this;
  }

  public TestElf put(int at, byte[] bytes) {
    out.put(at, bytes);
    return this;
  }

  public byte[] bytes() {
    return out.array().clone();
  }
}
