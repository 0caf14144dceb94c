package io.pilsim.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes files that belong together. They appear under their names only when all of them are
 * complete; the last one given appears last.
 */
public final class OutputFolder {
  private final Path folder;
  private final Map<String, Content> contents = new LinkedHashMap<>();

  public OutputFolder(Path folder) {
    this.folder = folder;
  }

  public OutputFolder add(String name, String text) {
    contents.put(name, file -> Files.writeString(file, text, StandardCharsets.UTF_8));
    return this;
  }

  public OutputFolder add(String name, byte[] content) {
    contents.put(name, file -> Files.write(file, content));
    return this;
  }

  /** What is too large to be held as one text. */
  public OutputFolder add(String name, Content content) {
    contents.put(name, content);
    return this;
  }

  public void write() throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<String, Content> entry : contents.entrySet()) {
        Path temporary = Files.createTempFile(folder, ".pilsim-", ".part");
        written.add(temporary);
        entry.getValue().to(temporary);
        readableForAll(temporary);
      }
      List<String> names = List.copyOf(contents.keySet());
      for (int i = 0; i < names.size(); i++) {
        Files.move(written.get(i), folder.resolve(names.get(i)), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Path temporary : written) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** One file beside others. */
  public static void write(Path file, String text) throws IOException {
    beside(file, folder -> folder.add(file.getFileName().toString(), text));
  }

  public static void write(Path file, byte[] content) throws IOException {
    beside(file, folder -> folder.add(file.getFileName().toString(), content));
  }

  /** What is too large to be held as one text, beside others. */
  public static void write(Path file, Content content) throws IOException {
    beside(file, folder -> folder.add(file.getFileName().toString(), content));
  }

  private static void beside(Path file, UnaryOperator<OutputFolder> adding) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, expected a file");
    }
    adding.apply(new OutputFolder(file.toAbsolutePath().getParent())).write();
  }

  /** What a file is to hold. */
  public interface Content {
    void to(Path file) throws IOException;
  }

  /** Temporary files are private; results are not. */
  private static void readableForAll(Path file) throws IOException {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (UnsupportedOperationException e) {
      return; // a file system without such permissions
    }
  }
}
