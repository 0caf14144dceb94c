package io.pilsim.report.timeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message in the wire format of Protocol Buffers, read back. */
record ProtoFields(List<Field> fields) {
  /** The content's bytes stand as characters. */
  record Field(int number, long value, String content) {
    byte[] bytes() {
      return content.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  static ProtoFields of(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> fields.add(new Field(number, varint(in), ""));
        case 1 -> fields.add(new Field(number, in.getLong(), ""));
        case 2 -> {
          byte[] content = new byte[Math.toIntExact(varint(in))];
          in.get(content);
          fields.add(new Field(number, 0, new String(content, StandardCharsets.ISO_8859_1)));
        }
        default -> throw new AssertionError("wire type of tag " + tag);
      }
    }
    return new ProtoFields(fields);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  List<ProtoFields> messages(int number) {
    return fields.stream()
        .filter(field -> field.number == number)
        .map(field -> of(field.bytes()))
        .toList();
  }

  boolean has(int number) {
    return fields.stream().anyMatch(field -> field.number == number);
  }

  long number(int number) {
    return field(number).value;
  }

  String text(int number) {
    return new String(field(number).bytes(), StandardCharsets.UTF_8);
  }

  private Field field(int number) {
    return fields.stream().filter(field -> field.number == number).findFirst().orElseThrow();
  }
}
