package io.pilsim.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A standard stream of the process, which knows why it could not be written. */
final class StandardStream extends OutputStream {
  private static final String READER_LEFT = "Broken pipe"; // EPIPE, as the system words it

  private final OutputStream to;
  private volatile IOException failure;
  private volatile boolean silent;

  StandardStream(FileDescriptor descriptor) {
    this.to = new FileOutputStream(descriptor);
  }

  /** UTF-8 whatever the platform's own is: the same bytes everywhere. */
  PrintStream printing() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  /** Why not all of it was written; a reader that left has read what it wanted. */
  Optional<String> failure() {
    IOException first = failure;
    return first == null || READER_LEFT.equals(first.getMessage())
        ? Optional.empty()
        : Optional.of(String.valueOf(first.getMessage()));
  }

  /** Nothing more is written. */
  void silence() {
    silent = true;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (silent || failure != null) {
      return;
    }
    try {
      to.write(bytes, from, length);
    } catch (IOException e) {
      failure = e;
    }
  }
}
