package io.pilsim.platform.scenario;

import io.pilsim.formats.yaml.YamlEntry;
import io.pilsim.formats.yaml.YamlMapping;
import io.pilsim.formats.yaml.YamlNode;
import io.pilsim.formats.yaml.YamlScalar;
import io.pilsim.formats.yaml.YamlSequence;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The budgets of a gate as a file writes them, before their metrics are checked. */
final class GateNode {
  static final String FORM =
      "expected lines such as '{metric: boot.adsp.total_time, better: lower, max_change: 2 %}'";
  private static final List<String> MANDATORY = List.of("metric", "better", "max_change");
  private static final List<String> KEYS = List.of("metric", "better", "max_change", "variant");

  private final String file;
  private final InputErrors errors;

  GateNode(String file, InputErrors errors) {
    this.file = file;
    this.errors = errors;
  }

  void read(YamlNode node, List<ScenarioText.Budget> into) {
    if (!(node instanceof YamlSequence list) || list.items().isEmpty()) {
      errors.add(place(node.line(), node.column()), ScenarioKeys.GATE, FORM);
      return;
    }
    for (YamlNode item : list.items()) {
      if (item instanceof YamlMapping budget) {
        read(budget, into);
      } else {
        errors.add(place(item.line(), item.column()), ScenarioKeys.GATE, FORM);
      }
    }
  }

  private void read(YamlMapping budget, List<ScenarioText.Budget> into) {
    Map<String, ScenarioText.Line> words = new TreeMap<>();
    Origin start = place(budget.line(), budget.column());
    boolean good = true;
    for (YamlEntry entry : budget.entries()) {
      String path = ScenarioKeys.GATE + "." + entry.key();
      Origin key = place(entry.line(), entry.column());
      if (!KEYS.contains(entry.key())) {
        errors.add(key, path, "unknown key" + Suggestion.of(entry.key(), KEYS).orAll(KEYS));
        good = false;
      } else if (entry.value() instanceof YamlScalar scalar && !scalar.text().isBlank()) {
        Origin value = place(scalar.line(), scalar.column());
        words.put(entry.key(), new ScenarioText.Line(scalar.text().strip(), value));
      } else {
        errors.add(key, path, "expected a value");
        good = false;
      }
    }
    for (String key : good ? MANDATORY : List.<String>of()) {
      if (!words.containsKey(key)) {
        errors.add(start, ScenarioKeys.GATE + "." + key, "missing, " + FORM);
        good = false;
      }
    }
    if (good) {
      into.add(new ScenarioText.Budget(words, start));
    }
  }

  private Origin place(int line, int column) {
    return new Origin(file, line, column);
  }
}
