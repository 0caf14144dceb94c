package io.pilsim.formats.mbn;

import java.util.Arrays;

/** A run of bytes in a file that was read, shared and not to be changed. */
public final class SegmentBytes {
  private final byte[] file;
  private final int offset;
  private final int length;

  SegmentBytes(byte[] file, int offset, int length) {
    this.file = file;
    this.offset = offset;
    this.length = length;
  }

  /** The whole file: the same array for all segments in it. */
  public byte[] file() {
    return file;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public byte[] copy() {
    return Arrays.copyOfRange(file, offset, offset + length);
  }
}
