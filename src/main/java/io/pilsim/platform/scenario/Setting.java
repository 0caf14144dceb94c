package io.pilsim.platform.scenario;

import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.Origin;
import java.nio.file.Path;
import java.util.List;

/**
 * A leaf of a scenario, or a platform leaf that it overrides, with where that was said.
 *
 * @param key where the path stands
 * @param origin where the value stands
 * @param folder what relative file names start from
 * @param by which variant or option said it; empty when the scenario itself did
 */
public record Setting(
    String path, List<String> values, Origin key, Origin origin, Path folder, String by) {
  private static final String DEFAULT = "default";

  public Setting {
    values = List.copyOf(values);
  }

  /** What holds where nothing was said. */
  static Setting standard(String path, String value) {
    return new Setting(
        path, List.of(value), Origin.of(DEFAULT), Origin.of(DEFAULT), Path.of(""), DEFAULT);
  }

  public String value() {
    return values.get(0);
  }

  /** As it is written: the items of a list in brackets. */
  public String text() {
    return values.size() == 1 ? values.get(0) : "[" + String.join(", ", values) + "]";
  }

  Path file(String value) {
    return folder.resolve(value).normalize();
  }

  /** Whether an option said it, and not a file. */
  public boolean isOption() {
    return origin.line() == 0 && !by.equals(DEFAULT);
  }

  /** Whether it is a list, however many items it holds. */
  public boolean isList() {
    return ScenarioKeys.leaf(path).map(Key::many).orElse(false);
  }

  /** Whether the values name input files. */
  public boolean isFile() {
    return ScenarioKeys.leaf(path).map(key -> key.kind() == Key.Kind.FILE).orElse(false);
  }

  /** The same with files named as messages call them, whatever folder that was said from. */
  public Setting withShownFiles() {
    return isFile()
        ? new Setting(
            path, files().stream().map(InputFile::shown).toList(), key, origin, Path.of(""), by)
        : this;
  }

  /** The input files that the values name; none unless it names files. */
  public List<Path> files() {
    return isFile() ? values.stream().map(this::file).toList() : List.of();
  }
}
