package io.pilsim.experiment.sweep;

import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.Setting;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that trials read, by the names that messages have for them: those of the platforms, and
 * inputs with whatever lies beside an image that is split. Goes to another machine as a whole.
 */
public final class TrialInputs implements Serializable {
  private static final String FIRMWARE = "inputs.firmware.";
  private static final int SUFFIX = 4; // .mdt
  private static final long serialVersionUID = 1;

  // values are maps that keep the order of the files: a tree is made in it
  private final TreeMap<String, LinkedHashMap<String, byte[]>> platforms = new TreeMap<>();
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  /** With what some tasks need, too; this one when it has all of that. */
  public TrialInputs with(List<TrialTask> tasks, ModelFiles models) {
    TrialInputs more = new TrialInputs();
    more.platforms.putAll(platforms);
    more.files.putAll(files);
    for (TrialTask task : tasks) {
      String platform = task.variant().model().platform();
      more.platforms.computeIfAbsent(platform, name -> new LinkedHashMap<>(models.texts(name)));
      for (Setting setting : task.variant().settings()) {
        setting.files().forEach(file -> more.add(file, setting.path().startsWith(FIRMWARE)));
      }
    }
    boolean same = more.platforms.size() == platforms.size() && more.files.size() == files.size();
    return same ? this : more;
  }

  private void add(Path file, boolean firmware) {
    if (files.containsKey(InputFile.shown(file))) {
      return;
    }
    files.put(InputFile.shown(file), InputFile.read(file));
    if (firmware) {
      beside(file).forEach(part -> files.put(InputFile.shown(part), InputFile.read(part)));
    }
  }

  /** The parts of an image that is split; they have its name, but for the last letters. */
  private static List<Path> beside(Path image) {
    String name = image.getFileName().toString();
    String stem = name.substring(0, Math.max(0, name.length() - SUFFIX)) + ".b";
    Path folder = image.toAbsolutePath().getParent();
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.getFileName().toString().startsWith(stem))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // an image that needs them says so itself
    }
  }

  Map<String, byte[]> platform(String name) {
    return platforms.get(name);
  }

  Optional<byte[]> file(Path file) {
    return Optional.ofNullable(files.get(file.toString()));
  }
}
