package io.pilsim.platform.scenario;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code PATH=VALUE} of an option, applied after everything else. */
public record Assignment(String option, String path, String value) {
  /** Of {@code --set}. */
  public static Assignment parse(String text) {
    int at = text.indexOf('=');
    if (at <= 0 || at == text.length() - 1) {
      throw new BadInputException(
          "--set: '" + text + "' sets nothing, expected PATH=VALUE such as host=kvm");
    }
    return new Assignment("--set", text.substring(0, at).strip(), text.substring(at + 1).strip());
  }

  /** Relative files start from the working directory. */
  Setting setting() {
    return new Setting(path, items(), Origin.of(option), Origin.of(option), Path.of(""), option);
  }

  private List<String> items() {
    boolean bracketed = value.startsWith("[") && value.endsWith("]");
    boolean list = bracketed || ScenarioKeys.leaf(path).map(Key::many).orElse(false);
    if (!list) {
      return List.of(value);
    }
    String inner = bracketed ? value.substring(1, value.length() - 1) : value;
    List<String> items = new ArrayList<>();
    for (int from = 0; from <= inner.length(); ) {
      int comma = inner.indexOf(',', from);
      int end = comma < 0 ? inner.length() : comma;
      items.add(inner.substring(from, end).strip());
      from = end + 1;
    }
    return items;
  }
}
