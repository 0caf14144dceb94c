package io.pilsim.platform.scenario;

import io.pilsim.formats.yaml.YamlEntry;
import io.pilsim.formats.yaml.YamlMapping;
import io.pilsim.formats.yaml.YamlScalar;
import io.pilsim.platform.model.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A fault as a scenario file writes it: {@code {at: boot.adsp.auth, kind: error, nth: 2}}. */
final class FaultNode {
  private static final List<String> KEYS = List.of("at", "kind", "nth", "probability");

  private final YamlMapping node;
  private final BiConsumer<YamlEntry, String> mistake;

  /**
   * @param mistake takes the entry that is wrong, and what is wrong with it
   */
  FaultNode(YamlMapping node, BiConsumer<YamlEntry, String> mistake) {
    this.node = node;
    this.mistake = mistake;
  }

  /** The same in one line; empty where that is not possible, and a mistake has been told. */
  Optional<String> line() {
    boolean known = true;
    for (YamlEntry entry : node.entries()) {
      if (!KEYS.contains(entry.key())) {
        mistake.accept(entry, "unknown key" + Suggestion.of(entry.key(), KEYS).orAll(KEYS));
        known = false;
      } else if (!(entry.value() instanceof YamlScalar)) {
        mistake.accept(entry, "expected a value");
        known = false;
      }
    }
    if (!known) {
      return Optional.empty();
    }
    String when = word("nth").map(n -> " nth " + n).orElse("");
    String chance = word("probability").map(p -> " probability " + p).orElse("");
    String kind = word("kind").orElse(FaultSpec.Kind.ERROR.word());
    return Optional.of(kind + " at " + word("at").orElse("") + when + chance);
  }

  private Optional<String> word(String key) {
    for (YamlEntry entry : node.entries()) {
      if (entry.key().equals(key) && entry.value() instanceof YamlScalar scalar) {
        return Optional.of(scalar.text().strip());
      }
    }
    return Optional.empty();
  }
}
