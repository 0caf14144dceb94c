package io.pilsim.formats;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text out of bytes, strictly: what is not UTF-8 is an error with its byte offset. */
public final class Utf8 {
  private Utf8() {}

  public static String decode(String file, byte[] bytes) throws FormatException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw FormatException.atByte(file, in.position(), "this is not UTF-8 text");
    }
    return out.flip().toString();
  }
}
