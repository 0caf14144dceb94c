package io.pilsim.platform;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the bytes of a run's input files come from. */
public interface InputFiles {
  /** The files of this machine. */
  InputFiles ON_DISK = InputFiles::fromDisk;

  /** Nothing where there is no such file. */
  Optional<byte[]> read(Path file);

  private static Optional<byte[]> fromDisk(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new BadInputException(InputFile.shown(file) + ": cannot be read, expected a file");
    }
  }
}
