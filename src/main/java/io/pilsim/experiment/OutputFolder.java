package io.pilsim.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes files that belong together. They appear under their names only when all of them are
 * complete; the last one given appears last, and while it is there, so are those that belong to it,
 * whenever the program is killed and whoever else writes there. What was begun has a name that
 * begins with {@code .pilsim-}, and goes when the program ends in any way that it notices.
 */
public final class OutputFolder {
  private final Path folder;
  private final Map<String, Content> contents = new LinkedHashMap<>();

  public OutputFolder(Path folder) {
    this.folder = folder;
  }

  public OutputFolder add(String name, String text) {
    return add(name, file -> Files.writeString(file, text, StandardCharsets.UTF_8));
  }

  public OutputFolder add(String name, byte[] content) {
    return add(name, file -> Files.write(file, content));
  }

  /** What is too large to be held as one text. */
  public OutputFolder add(String name, Content content) {
    contents.put(name, content);
    return this;
  }

  public void write() throws IOException {
    Files.createDirectories(folder);
    List<String> names = List.copyOf(contents.keySet());
    List<Path> parts = new ArrayList<>();
    try {
      for (String name : names) {
        Path part = begun(folder, Files::createFile);
        parts.add(part);
        fill(part, folder.resolve(name), contents.get(name));
      }
      FolderLock.whileHeld(folder, () -> publish(parts, names));
    } finally {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }

  private void publish(List<Path> parts, List<String> names) throws IOException {
    if (names.size() > 1) {
      Files.deleteIfExists(folder.resolve(names.get(names.size() - 1)));
    }
    for (int i = 0; i < names.size(); i++) {
      Files.move(parts.get(i), folder.resolve(names.get(i)), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** As a folder that is not there yet, and appears with all of its files at once. */
  public void writeNew() throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path part = begun(parent, Files::createDirectory);
    List<Path> files = new ArrayList<>();
    try {
      for (String name : contents.keySet()) {
        Path file = part.resolve(name);
        files.add(file);
        file.toFile().deleteOnExit();
        fill(file, folder.resolve(name), contents.get(name));
      }
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(part);
    }
  }

  private interface Creation {
    Path create(Path path) throws IOException;
  }

  /** Under a name that nobody else has or had; as private as the user has all files. */
  private static Path begun(Path folder, Creation creation) throws IOException {
    String process = ".pilsim-" + ProcessHandle.current().pid() + "-";
    while (true) {
      try {
        Path part = creation.create(folder.resolve(process + System.nanoTime() + ".part"));
        part.toFile().deleteOnExit();
        return part;
      } catch (FileAlreadyExistsException e) {
        // another thread has taken that name: on to the next
      }
    }
  }

  /** What goes wrong is told of the name that the file would have had. */
  private static void fill(Path part, Path file, Content content) throws IOException {
    try {
      content.to(part);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new FileSystemException(file.toString(), null, e.getMessage());
    }
  }

  /** One file beside others. */
  public static void write(Path file, String text) throws IOException {
    write(file, part -> Files.writeString(part, text, StandardCharsets.UTF_8));
  }

  public static void write(Path file, byte[] content) throws IOException {
    write(file, part -> Files.write(part, content));
  }

  /**
   * What is too large to be held as one text, beside others. A link is followed; what is no regular
   * file, such as a pipe or {@code /dev/null}, is written to as it is.
   */
  public static void write(Path file, Content content) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, expected a file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      fill(file, file, content);
    } else {
      Path meant = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      new OutputFolder(meant.getParent()).add(meant.getFileName().toString(), content).write();
    }
  }

  /** What a file is to hold. */
  public interface Content {
    void to(Path file) throws IOException;
  }
}
