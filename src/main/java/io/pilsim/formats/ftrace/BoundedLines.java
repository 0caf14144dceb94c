package io.pilsim.formats.ftrace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a stream, of which only the beginning is kept where one is too long. */
final class BoundedLines {
  static final int LONGEST = 4096;

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private final byte[] line = new byte[LONGEST];
  private int next;
  private int end;
  private int length;
  private boolean tooLong;
  private boolean binary;

  BoundedLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false when there is none. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    binary = false;
    boolean any = false;
    while (next < end || fill()) {
      any = true;
      byte each = chunk[next++];
      if (each == '\n') {
        return true;
      }
      add(each);
    }
    return any;
  }

  private void add(byte each) {
    binary |= each < ' ' && each >= 0 && each != '\t' && each != '\r';
    if (length == LONGEST) {
      tooLong = true;
    } else {
      line[length++] = each;
    }
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  boolean isTooLong() {
    return tooLong;
  }

  /** Whether there are control characters in it. */
  boolean isBinary() {
    return binary;
  }

  String text() {
    int to = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, to, StandardCharsets.UTF_8);
  }
}
