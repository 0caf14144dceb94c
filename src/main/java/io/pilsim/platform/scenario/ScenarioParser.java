package io.pilsim.platform.scenario;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.yaml.YamlEntry;
import io.pilsim.formats.yaml.YamlMapping;
import io.pilsim.formats.yaml.YamlNode;
import io.pilsim.formats.yaml.YamlScalar;
import io.pilsim.formats.yaml.YamlSequence;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a scenario file apart: its leaves, its variants and its expectations, each with its place.
 */
final class ScenarioParser {
  private static final int MOST_VARIANTS = 1_000;

  private final String file;
  private final Path folder;
  private final InputErrors errors;

  ScenarioParser(Path path, InputErrors errors) {
    this.file = InputFile.shown(path);
    this.folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
    this.errors = errors;
  }

  ScenarioText parse(byte[] bytes) {
    YamlNode root;
    try {
      root = YamlNode.parse(file, bytes);
    } catch (FormatException e) {
      errors.add(e);
      throw new BadInputException(errors.lines());
    }
    ScenarioText text = new ScenarioText(new Origin(file, 1, 1));
    if (root instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> topLevel(entry, text));
    } else {
      errors.add(place(root), "", "expected keys and values such as 'host: kvm'");
    }
    return text;
  }

  private void topLevel(YamlEntry entry, ScenarioText text) {
    switch (entry.key()) {
      case ScenarioKeys.VARIANTS -> variants(entry.value(), text);
      case ScenarioKeys.EXPECT -> expectations(entry.value(), text);
      case ScenarioKeys.GATE -> new GateNode(file, errors).read(entry.value(), text.budgets());
      default -> key("", entry, text.settings());
    }
  }

  private void key(String section, YamlEntry entry, List<Setting> into) {
    String path = section.isEmpty() ? entry.key() : section + "." + entry.key();
    Origin origin = new Origin(file, entry.line(), entry.column());
    Optional<Key> leaf = ScenarioKeys.leaf(path);
    if (leaf.isPresent()) {
      setting(path, entry, "").ifPresent(into::add);
    } else if (!ScenarioKeys.isSection(path)) {
      errors.add(origin, path, "unknown key" + siblings(section, entry.key()));
    } else if (entry.value() instanceof YamlMapping mapping) {
      mapping.entries().forEach(inner -> key(path, inner, into));
    } else {
      String keys = String.join(", ", ScenarioKeys.below(path));
      errors.add(place(entry.value()), path, "expected keys below it: " + keys);
    }
  }

  private static String siblings(String section, String key) {
    List<String> known = new ArrayList<>(ScenarioKeys.below(section));
    if (section.isEmpty()) {
      known.add(ScenarioKeys.VARIANTS);
      known.add(ScenarioKeys.EXPECT);
      known.add(ScenarioKeys.GATE);
    }
    return Suggestion.of(key, known).orAll(known);
  }

  private Optional<Setting> setting(String path, YamlEntry entry, String by) {
    YamlNode node = entry.value();
    Origin key = new Origin(file, entry.line(), entry.column());
    List<YamlNode> items = node instanceof YamlSequence list ? list.items() : List.of(node);
    List<String> values = new ArrayList<>();
    boolean wrong = false;
    boolean faults = ScenarioKeys.leaf(path).filter(k -> k.kind() == Key.Kind.FAULT).isPresent();
    for (YamlNode item : items) {
      if (faults && item instanceof YamlMapping fault) {
        Optional<String> line = fault(path, fault);
        wrong |= line.isEmpty();
        line.ifPresent(values::add);
        continue;
      }
      if (!(item instanceof YamlScalar scalar)) {
        errors.add(place(item), path, "expected a value, not keys or a list");
        return Optional.empty();
      }
      values.add(scalar.text().strip());
    }
    return wrong
        ? Optional.empty()
        : Optional.of(new Setting(path, values, key, place(node), folder, by));
  }

  private Optional<String> fault(String path, YamlMapping node) {
    Optional<String> line = new FaultNode(node, (bad, why) -> mistake(path, bad, why)).line();
    if (line.isPresent() && FaultSpec.parse(line.get(), place(node)).isEmpty()) {
      errors.add(
          place(node),
          path,
          "expected {at: STEP} with kind: error, timeout or hang, and nth: 1 or more or"
              + " probability: 0 to 1");
      return Optional.empty();
    }
    return line;
  }

  private void mistake(String path, YamlEntry entry, String problem) {
    Origin origin = new Origin(file, entry.line(), entry.column());
    errors.add(origin, path + "." + entry.key(), problem);
  }

  private void variants(YamlNode node, ScenarioText text) {
    if (!(node instanceof YamlMapping mapping) || mapping.entries().isEmpty()) {
      errors.add(place(node), ScenarioKeys.VARIANTS, "expected names such as 'slow: {host: qhee}'");
      return;
    }
    if (mapping.entries().size() > MOST_VARIANTS) {
      errors.add(place(node), ScenarioKeys.VARIANTS, "expected at most " + MOST_VARIANTS);
      return;
    }
    for (YamlEntry entry : mapping.entries()) {
      String path = ScenarioKeys.VARIANTS + "." + entry.key();
      Origin origin = new Origin(file, entry.line(), entry.column());
      if (!entry.key().matches("[A-Za-z0-9][A-Za-z0-9_.+-]*")) {
        errors.add(origin, path, "is no name, expected letters, digits, '-', '_', '+' and '.'");
      }
      Map<String, Setting> overrides = new LinkedHashMap<>();
      if (entry.value() instanceof YamlMapping inner) {
        override("", inner, "variant " + entry.key(), overrides);
      } else if (!(entry.value() instanceof YamlScalar scalar && scalar.isAbsent())) {
        errors.add(place(entry.value()), path, "expected overrides such as {host: qhee}");
      }
      text.variants()
          .add(new ScenarioText.Variant(entry.key(), origin, List.copyOf(overrides.values())));
    }
  }

  /** Nested keys and dotted ones mean the same: {@code run: {seed: 2}} and {@code run.seed: 2}. */
  private void override(String section, YamlMapping node, String by, Map<String, Setting> into) {
    for (YamlEntry entry : node.entries()) {
      String path = section.isEmpty() ? entry.key() : section + "." + entry.key();
      if (entry.value() instanceof YamlMapping inner) {
        override(path, inner, by, into);
      } else if (into.containsKey(path)) {
        errors.add(new Origin(file, entry.line(), entry.column()), path, "is given twice");
      } else {
        setting(path, entry, by).ifPresent(setting -> into.put(path, setting));
      }
    }
  }

  private void expectations(YamlNode node, ScenarioText text) {
    List<YamlNode> items = node instanceof YamlSequence list ? list.items() : List.of(node);
    for (YamlNode item : items) {
      Optional<String> line = expectation(item);
      if (line.isPresent()) {
        text.expectations().add(new ScenarioText.Line(line.get(), place(item)));
      } else {
        errors.add(
            place(item),
            ScenarioKeys.EXPECT,
            "expected a line such as 'boot.adsp.total_time.mean < 250 ms'");
      }
    }
  }

  /** A line, or what YAML makes of one that begins with a variant: a key and its value. */
  private static Optional<String> expectation(YamlNode item) {
    if (item instanceof YamlMapping mapping
        && mapping.entries().size() == 1
        && mapping.entries().get(0).value() instanceof YamlScalar scalar) {
      return Optional.of(mapping.entries().get(0).key() + ": " + scalar.text().strip());
    }
    return item instanceof YamlScalar scalar && !scalar.text().isBlank()
        ? Optional.of(scalar.text().strip())
        : Optional.empty();
  }

  private Origin place(YamlNode node) {
    return new Origin(file, node.line(), node.column());
  }
}
