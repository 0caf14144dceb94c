package io.pilsim.experiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * Held while files of a folder get their names, so that those of two programs do not mix. The
 * system gives it up when its holder dies; its file may then stay behind, and hinders nobody.
 */
final class FolderLock {
  private static final long ASK_AGAIN_NS = 1_000_000;

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** What is done while nobody else does the like to a folder. */
  interface Action {
    void run() throws IOException;
  }

  /** Waits until it is free. */
  static void whileHeld(Path folder, Action action) throws IOException {
    FolderLock lock = take(folder);
    try {
      action.run();
    } finally {
      lock.release();
    }
  }

  private static FolderLock take(Path folder) throws IOException {
    Path file = folder.resolve(".pilsim-lock");
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel) && isStill(file, channel)) {
        return new FolderLock(file, channel);
      }
      channel.close();
      LockSupport.parkNanos(ASK_AGAIN_NS);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very program holds it
    }
  }

  /** Whoever held it before may have removed the file since it was opened. */
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    String holder = ProcessHandle.current().pid() + " " + System.nanoTime();
    channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).equals(holder);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void release() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
