package io.pilsim.formats.yaml;

/** One {@code key: value}; the place is the key's. */
public record YamlEntry(int line, int column, String key, YamlNode value) {}
