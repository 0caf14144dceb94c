package io.pilsim.formats.yaml;

import java.util.List;

/** Items in their order. */
public record YamlSequence(int line, int column, List<YamlNode> items) implements YamlNode {
  public YamlSequence {
    items = List.copyOf(items);
  }
}
