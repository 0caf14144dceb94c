package io.pilsim.formats.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys and values in the order written; no key occurs twice. */
public final class YamlMapping implements YamlNode {
  private final int line;
  private final int column;
  private final Map<String, YamlEntry> entries = new LinkedHashMap<>();

  YamlMapping(int line, int column) {
    this.line = line;
    this.column = column;
  }

  /** The entry that already has this key, if there is one; else nothing, and it is added. */
  Optional<YamlEntry> add(YamlEntry entry) {
    return Optional.ofNullable(entries.putIfAbsent(entry.key(), entry));
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public int column() {
    return column;
  }

  public Optional<YamlNode> get(String key) {
    return entry(key).map(YamlEntry::value);
  }

  public Optional<YamlEntry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  public List<YamlEntry> entries() {
    return List.copyOf(entries.values());
  }
}
