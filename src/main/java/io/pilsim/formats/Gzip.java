package io.pilsim.formats;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks what is packed; a file that grows beyond all measure is an error. */
public final class Gzip {
  private static final int MOST_GROWTH = 256;
  private static final int FREE_BYTES = 1 << 16;
  private static final int PIECE = 1 << 14;

  private Gzip() {}

  /** The contents of a gzip file; any other file as it is. */
  public static byte[] unpack(String file, byte[] bytes) throws FormatException {
    if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
      return bytes;
    }
    long most = (long) MOST_GROWTH * bytes.length + FREE_BYTES;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] piece = new byte[PIECE];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if ((long) out.size() + count > Math.min(most, Integer.MAX_VALUE - PIECE)) {
          throw FormatException.ofFile(file, "unpacks to more than " + out.size() + " bytes");
        }
        out.write(piece, 0, count);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw FormatException.ofFile(file, "this gzip file is damaged: " + e.getMessage());
    }
  }
}
