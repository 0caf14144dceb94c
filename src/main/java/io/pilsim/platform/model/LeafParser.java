package io.pilsim.platform.model;

import io.pilsim.formats.yaml.YamlEntry;
import io.pilsim.formats.yaml.YamlMapping;
import io.pilsim.formats.yaml.YamlNode;
import io.pilsim.formats.yaml.YamlScalar;
import io.pilsim.formats.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one {@code {value, basis, source, range}} of a model file, noting every mistake. */
final class LeafParser {
  private static final List<String> KEYS =
      List.of("value", "basis", "source", "range", "legal", "slower");

  private final String file;
  private final InputErrors errors;

  LeafParser(String file, InputErrors errors) {
    this.file = file;
    this.errors = errors;
  }

  Optional<Leaf> parse(String path, Origin origin, YamlMapping node) {
    for (YamlEntry entry : node.entries()) {
      if (!KEYS.contains(entry.key())) {
        Origin at = new Origin(file, entry.line(), entry.column());
        String question = Suggestion.of(entry.key(), KEYS).orAll(KEYS);
        errors.add(at, path + "." + entry.key(), "unknown key" + question);
      }
    }
    List<Quantity> values =
        node.get("value").map(value -> quantities(path + ".value", value)).orElse(List.of());
    Optional<Basis> basis = basis(path, origin, node);
    String source = source(path, origin, node);
    List<Quantity> range =
        node.get("range").map(value -> quantities(path + ".range", value)).orElse(List.of());
    if (values.isEmpty() || basis.isEmpty()) {
      return Optional.empty();
    }
    boolean moreIsSlower =
        slower(path, node).orElse(moreIsUsuallySlower(values.get(0).dimension()));
    Legal legal = legal(path, node);
    Leaf leaf =
        new Leaf(path, values, basis.get(), source, range, legal, moreIsSlower, origin, false);
    checkRange(leaf, node);
    checkLegal(leaf);
    return Optional.of(leaf);
  }

  /** More bandwidth, a faster clock and more entries or slots make things faster. */
  private static boolean moreIsUsuallySlower(Dimension dimension) {
    return switch (dimension) {
      case BANDWIDTH, FREQUENCY, COUNT -> false;
      default -> true;
    };
  }

  private Optional<Boolean> slower(String path, YamlMapping node) {
    Optional<YamlNode> written = node.get("slower");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    String word = written.get() instanceof YamlScalar scalar ? scalar.text() : "";
    if (!word.equals("high") && !word.equals("low")) {
      errors.add(place(written.get()), path + ".slower", "expected high or low");
    }
    return Optional.of(word.equals("high"));
  }

  private Optional<Basis> basis(String path, Origin origin, YamlMapping node) {
    Optional<YamlNode> written = node.get("basis");
    if (written.isEmpty()) {
      errors.add(origin, path + ".basis", "missing, expected one of " + String.join(", ", words()));
      return Optional.empty();
    }
    String word = written.get() instanceof YamlScalar scalar ? scalar.text() : "a list";
    for (Basis basis : Basis.values()) {
      if (basis.word().equals(word)) {
        return Optional.of(basis);
      }
    }
    errors.add(
        place(written.get()),
        path + ".basis",
        "'" + word + "' is no basis" + Suggestion.of(word, words()).orAll(words()));
    return Optional.empty();
  }

  private static List<String> words() {
    return Arrays.stream(Basis.values()).map(Basis::word).toList();
  }

  private String source(String path, Origin origin, YamlMapping node) {
    Optional<YamlNode> written = node.get("source");
    if (written.isPresent()
        && written.get() instanceof YamlScalar scalar
        && !scalar.text().isBlank()) {
      return scalar.text().strip();
    }
    errors.add(
        written.map(this::place).orElse(origin),
        path + ".source",
        "missing, expected a sentence that says where the value comes from");
    return "";
  }

  private void checkRange(Leaf leaf, YamlMapping node) {
    Origin at = node.get("range").map(this::place).orElse(leaf.origin());
    List<Quantity> range = leaf.range();
    if (range.isEmpty()) {
      if (leaf.basis() == Basis.ASSUMED && leaf.values().size() == 1) {
        errors.add(at, leaf.path() + ".range", "missing, an assumed value needs [low, high]");
      }
      return;
    }
    if (range.stream().anyMatch(end -> end.dimension() != leaf.dimension())) {
      errors.add(at, leaf.path() + ".range", "expected " + leaf.dimension().expected());
      return;
    }
    boolean within =
        leaf.dimension().isNumeric()
            ? range.size() == 2 && ordered(range.get(0), leaf.value(), range.get(1))
            : range.stream().anyMatch(leaf.value()::sameAs);
    if (!within) {
      errors.add(
          at,
          leaf.path() + ".range",
          leaf.dimension().isNumeric()
              ? "expected [low, high] with the value " + leaf.valueText() + " between them"
              : "expected the alternatives, with the value " + leaf.valueText() + " among them");
    }
  }

  private Legal legal(String path, YamlMapping node) {
    Optional<YamlNode> written = node.get("legal");
    if (written.isEmpty()) {
      return Legal.ANY;
    }
    List<String> items = new ArrayList<>();
    if (written.get() instanceof YamlSequence sequence) {
      for (YamlNode item : sequence.items()) {
        items.add(item instanceof YamlScalar scalar ? scalar.text() : "");
      }
    }
    try {
      if (!items.isEmpty()) {
        return Legal.parse(items);
      }
      errors.add(place(written.get()), path + ".legal", "expected a list such as [4, 8, 16..64]");
    } catch (Quantity.Malformed e) {
      errors.add(place(written.get()), path + ".legal", e.getMessage());
    }
    return Legal.ANY;
  }

  private void checkLegal(Leaf leaf) {
    for (Quantity value : leaf.values()) {
      if (!leaf.legal().allows(value)) {
        errors.add(leaf.origin(), leaf.path(), Legal.refusal(value, leaf.legal()));
      }
    }
  }

  private static boolean ordered(Quantity low, Quantity value, Quantity high) {
    return low.amount() <= value.amount() && value.amount() <= high.amount();
  }

  private List<Quantity> quantities(String path, YamlNode node) {
    List<YamlNode> items = node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
    List<Quantity> parsed = new ArrayList<>();
    for (YamlNode item : items) {
      if (!(item instanceof YamlScalar scalar)) {
        errors.add(place(item), path, "expected a value or a list of values");
        return List.of();
      }
      try {
        parsed.add(Quantity.parse(scalar.text()));
      } catch (Quantity.Malformed e) {
        errors.add(place(item), path, e.getMessage());
        return List.of();
      }
    }
    if (parsed.isEmpty()) {
      errors.add(place(node), path, "is an empty list, expected at least one value");
    }
    return parsed;
  }

  private Origin place(YamlNode node) {
    return new Origin(file, node.line(), node.column());
  }
}
