package io.pilsim.report.timeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message in the wire format of Protocol Buffers, field by field; reused for the next one.
 *
 * <p>Source: protobuf.dev, "Encoding".
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private byte[] bytes = new byte[128];
  private int length;

  ProtoMessage clear() {
    length = 0;
    return this;
  }

  ProtoMessage number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  ProtoMessage fixed(int field, long value) {
    tag(field, FIXED64);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      put((byte) (value >>> shift));
    }
    return this;
  }

  ProtoMessage text(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return delimited(field, utf8, utf8.length);
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return delimited(field, value.bytes, value.length);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  private ProtoMessage delimited(int field, byte[] content, int count) {
    tag(field, LENGTH_DELIMITED);
    varint(count);
    reserve(count);
    System.arraycopy(content, 0, bytes, length, count);
    length += count;
    return this;
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  private void put(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }
}
