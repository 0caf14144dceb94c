package io.pilsim.experiment.calibrate;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A platform's files with some leaves replaced, and all else as it was, comments included. */
final class PlatformCopy {
  private final Path from;
  private final ModelTree model;

  /**
   * @param from the folder that the platform was read from
   */
  PlatformCopy(Path from, ModelTree model) {
    this.from = from;
    this.model = model;
  }

  /**
   * Writes all files, which appear when all are complete.
   *
   * @param leaves what stands behind the keys of leaves, by full path
   */
  void write(Path to, Map<String, String> leaves) throws IOException {
    if (Files.exists(to)) {
      throw new BadInputException("-o: " + to + ": is there already, expected a new folder");
    }
    OutputFolder folder = new OutputFolder(to);
    for (Path file : files()) {
      folder.add(file.getFileName().toString(), replaced(file, leaves));
    }
    folder.writeNew();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(from)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private String replaced(Path file, Map<String, String> leaves) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    Map<Integer, String> byLine = new TreeMap<>();
    leaves.forEach(
        (path, text) -> {
          Leaf leaf = model.leaf(path).orElseThrow();
          if (Path.of(leaf.origin().source()).getFileName().equals(file.getFileName())) {
            byLine.put(leaf.origin().line() - 1, text);
          }
        });
    List<String> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (byLine.containsKey(i)) {
        String line = lines.get(i);
        out.add(line.substring(0, line.indexOf(':') + 1) + " " + byLine.get(i));
        i = lastLine(lines, i);
      } else {
        out.add(lines.get(i));
      }
    }
    return String.join("\n", out) + "\n";
  }

  /** What is indented more than a leaf's key is the leaf's. */
  private static int lastLine(List<String> lines, int first) {
    int last = first;
    while (last + 1 < lines.size()
        && !lines.get(last + 1).isBlank()
        && indentation(lines.get(last + 1)) > indentation(lines.get(first))) {
      last++;
    }
    return last;
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }
}
