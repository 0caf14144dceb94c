package io.pilsim.platform.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a user named: how messages call them, and their bytes. */
public final class InputFile {
  private InputFile() {}

  /** Relative to the working directory when it lies below it, as a user would type it. */
  public static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path full = path.toAbsolutePath().normalize();
    boolean below = full.startsWith(here) && !full.equals(here);
    return (below ? here.relativize(full) : full).toString();
  }

  public static byte[] read(Path path) {
    if (!Files.exists(path)) {
      throw new BadInputException(shown(path) + ": no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(shown(path) + ": expected a file, this is none");
    }
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new BadInputException(shown(path) + ": cannot be read: " + e.getMessage());
    }
  }
}
