package io.pilsim.platform.model;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.yaml.YamlEntry;
import io.pilsim.formats.yaml.YamlMapping;
import io.pilsim.formats.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder of platforms: one sub-folder each, whose YAML files are merged into one tree. */
public final class ModelFiles {
  /** Sub-folders that hold no platform. */
  private static final List<String> NOT_PLATFORMS = List.of("schema", "calibration");

  private final Path modelDir;
  private final Map<String, ModelTree> loaded = new HashMap<>();
  private final Map<String, Map<String, byte[]>> texts = new HashMap<>();

  public ModelFiles(Path modelDir) {
    this.modelDir = modelDir;
  }

  /** Sorted; a folder without YAML files is no platform. */
  public List<String> platforms() {
    try (Stream<Path> folders = Files.list(modelDir)) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> !NOT_PLATFORMS.contains(folder.getFileName().toString()))
          .filter(folder -> !yamlFiles(folder).isEmpty())
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadInputException(InputFile.shown(modelDir) + ": cannot be read: no model folder");
    }
  }

  /** Read once; throws with every mistake in the platform's files. */
  public synchronized ModelTree load(String platform) {
    ModelTree known = loaded.get(platform);
    if (known == null) {
      known = read(platform);
      loaded.put(platform, known);
    }
    return known;
  }

  private ModelTree read(String platform) {
    List<String> known = platforms();
    if (!known.contains(platform)) {
      throw new BadInputException(
          "platform: '" + platform + "' is unknown" + Suggestion.of(platform, known).orAll(known));
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Path file : yamlFiles(modelDir.resolve(platform))) {
      files.put(InputFile.shown(file), InputFile.read(file));
    }
    texts.put(platform, files);
    return parse(platform, files);
  }

  /** What the files of a platform say, by how messages call them, as they were when it was read. */
  public synchronized Map<String, byte[]> texts(String platform) {
    load(platform);
    return texts.get(platform);
  }

  /** A tree of one file, such as a calibration; throws with every mistake in it. */
  public static ModelTree loadFile(String name, Path file) {
    return parse(name, Map.of(InputFile.shown(file), InputFile.read(file)));
  }

  /** A tree of files by how messages call them; throws with every mistake in them. */
  public static ModelTree parse(String platform, Map<String, byte[]> files) {
    InputErrors errors = new InputErrors();
    Map<String, Leaf> leaves = new LinkedHashMap<>();
    files.forEach((name, bytes) -> readFile(platform, name, bytes, leaves, errors));
    errors.throwIfAny();
    return new ModelTree(platform, leaves);
  }

  private static void readFile(
      String platform, String file, byte[] bytes, Map<String, Leaf> leaves, InputErrors errors) {
    YamlNode root;
    try {
      root = YamlNode.parse(file, bytes);
    } catch (FormatException e) {
      errors.add(e);
      return;
    }
    if (root instanceof YamlMapping mapping) {
      readBranch(platform, file, mapping, leaves, errors);
    } else {
      errors.add(new Origin(file, root.line(), root.column()), "", "expected keys and values");
    }
  }

  private static void readBranch(
      String path, String file, YamlMapping node, Map<String, Leaf> leaves, InputErrors errors) {
    for (YamlEntry entry : node.entries()) {
      Origin origin = new Origin(file, entry.line(), entry.column());
      String below = path + "." + entry.key();
      if (!isKey(entry.key())) {
        errors.add(origin, below, "a key consists of letters, digits, '_' and '-'");
      } else if (!(entry.value() instanceof YamlMapping mapping)) {
        errors.add(origin, below, "expected {value: ..., basis: ..., source: ...} or more keys");
      } else if (mapping.entry("value").isPresent() || mapping.entry("basis").isPresent()) {
        new LeafParser(file, errors)
            .parse(below, origin, mapping)
            .ifPresent(leaf -> addLeaf(leaf, leaves, errors));
      } else {
        readBranch(below, file, mapping, leaves, errors);
      }
    }
  }

  private static boolean isKey(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
        return false;
      }
    }
    return !key.isEmpty();
  }

  private static void addLeaf(Leaf leaf, Map<String, Leaf> leaves, InputErrors errors) {
    Leaf earlier = leaves.putIfAbsent(leaf.path(), leaf);
    if (earlier != null) {
      errors.add(
          leaf.origin(), leaf.path(), "is given twice, the first time at " + earlier.origin());
    }
  }

  private static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new BadInputException(InputFile.shown(folder) + ": cannot be listed");
    }
  }
}
