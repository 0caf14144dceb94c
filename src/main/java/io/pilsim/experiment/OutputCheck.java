package io.pilsim.experiment;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether outputs can be written, as far as one can tell before there is anything to write: a long
 * run should not end with what was wrong from its start.
 */
public final class OutputCheck {
  private OutputCheck() {}

  public static void file(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, expected a file");
    }
    if (!Files.exists(file)) {
      folder(file, file.toAbsolutePath().getParent());
    } else if (Files.isRegularFile(file)) { // to be replaced by one that is written beside it
      folder(file, file.toRealPath().getParent());
    } else if (!Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
  }

  public static void folder(Path folder) throws IOException {
    folder(folder, folder.toAbsolutePath());
  }

  /** Folders that are not there yet are made; what counts is the first one that is. */
  private static void folder(Path asked, Path folder) throws IOException {
    Path there = folder;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new FileSystemException(asked.toString(), null, there + " is a file, not a folder");
    }
    if (!Files.isWritable(there)) {
      throw new AccessDeniedException(asked.toString());
    }
  }
}
