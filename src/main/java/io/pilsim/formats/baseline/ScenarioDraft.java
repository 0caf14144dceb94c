package io.pilsim.formats.baseline;

import io.pilsim.formats.baseline.BaselineScenario.Acceptance;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A scenario of a baseline as far as it has been read. What is added says whether it is new here.
 */
final class ScenarioDraft {
  private static final class VariantDraft {
    private final String name;
    private final SortedMap<String, SortedMap<String, String>> pairs = new TreeMap<>();
    private final TreeMap<String, Boolean> truths = new TreeMap<>();
    private final TreeMap<String, BaselineMetric> metrics = new TreeMap<>();

    VariantDraft(String name) {
      this.name = name;
    }

    SortedMap<String, String> pairs(String keyword) {
      return pairs.computeIfAbsent(keyword, any -> new TreeMap<>());
    }
  }

  private final String name;
  private final TreeMap<String, String> hashes = new TreeMap<>();
  private final List<Acceptance> accepted = new ArrayList<>();
  private final List<String> budgets = new ArrayList<>();
  private final VariantDraft shared = new VariantDraft("");
  private final List<VariantDraft> variants = new ArrayList<>();

  ScenarioDraft(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean hash(String which, String hash) {
    return hashes.putIfAbsent(which, hash) == null;
  }

  boolean accepted(String date, String reason) {
    return accepted.add(new Acceptance(date, reason));
  }

  boolean budget(String line) {
    return !budgets.contains(line) && budgets.add(line);
  }

  boolean begin(String variant) {
    boolean fresh = variants.stream().noneMatch(each -> each.name.equals(variant));
    return fresh && variants.add(new VariantDraft(variant));
  }

  /** Of the variant being read, or of all of them before the first. */
  SortedMap<String, String> pairs(String keyword) {
    return here().pairs(keyword);
  }

  boolean truth(String keyword, boolean truth) {
    return here().truths.putIfAbsent(keyword, truth) == null;
  }

  boolean metric(String metric, BaselineMetric values) {
    return here().metrics.putIfAbsent(metric, values) == null;
  }

  private VariantDraft here() {
    return variants.isEmpty() ? shared : variants.get(variants.size() - 1);
  }

  BaselineScenario scenario() {
    List<BaselineVariant> read = variants.stream().map(this::variant).toList();
    return new BaselineScenario(name, hashes, accepted, budgets, read);
  }

  private BaselineVariant variant(VariantDraft draft) {
    return new BaselineVariant(
        draft.name,
        draft.truths.getOrDefault("completed", false),
        draft.truths.getOrDefault("chance", false),
        merged(draft, "setting"),
        merged(draft, "leaf"),
        merged(draft, "input"),
        draft.metrics);
  }

  private SortedMap<String, String> merged(VariantDraft draft, String keyword) {
    TreeMap<String, String> all = new TreeMap<>(shared.pairs(keyword));
    all.putAll(draft.pairs(keyword));
    return all;
  }
}
