package io.pilsim.experiment.gate;

import io.pilsim.experiment.Replicated;
import io.pilsim.experiment.gate.Suspect.Kind;
import io.pilsim.formats.baseline.BaselineScenario;
import io.pilsim.formats.baseline.BaselineVariant;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds what differs between a baseline and now, other than figures. */
final class Suspects {
  private static final String NOT_READ = "not read";

  private record Difference(Kind kind, String name, String before, String now) {}

  private final ScenarioPlan plan;
  private final BaselineScenario baseline;
  private final Map<Difference, List<String>> found = new LinkedHashMap<>();
  private final Map<Difference, Optional<Origin>> origins = new LinkedHashMap<>();

  private Suspects(ScenarioPlan plan, BaselineScenario baseline) {
    this.plan = plan;
    this.baseline = baseline;
  }

  static List<Suspect> find(
      ScenarioPlan plan, BaselineScenario baseline, List<Replicated> variants) {
    return new Suspects(plan, baseline).find(variants);
  }

  private List<Suspect> find(List<Replicated> variants) {
    for (int i = 0; i < variants.size(); i++) {
      PlannedVariant planned = plan.variants().get(i);
      BaselineVariant before = baseline.variants().get(i);
      leaves(planned, before, BaselineMaker.leaves(planned, variants.get(i)));
      inputs(planned, before);
    }
    SortedMap<String, String> now = BaselineMaker.hashes(plan);
    boolean leaves = found.keySet().stream().anyMatch(each -> each.kind == Kind.LEAF);
    if (!leaves) {
      hash(Kind.MODEL, "model", now);
    }
    hash(Kind.PROGRAM, "pilsim", now);
    List<Suspect> suspects = new ArrayList<>();
    found.forEach(
        (each, where) ->
            suspects.add(
                new Suspect(
                    each.kind,
                    each.name,
                    each.before,
                    each.now,
                    origins.get(each),
                    where,
                    OptionalDouble.empty())));
    return suspects;
  }

  /** Those that both read and that differ; one that only one of them read follows from another. */
  private void leaves(PlannedVariant planned, BaselineVariant before, Map<String, String> now) {
    Map<String, String> all = new TreeMap<>(before.leaves());
    now.forEach(all::putIfAbsent);
    for (String path : all.keySet()) {
      Optional<Leaf> leaf = planned.model().leaf(path);
      String was = before.leaves().getOrDefault(path, NOT_READ);
      String is = now.getOrDefault(path, leaf.map(Leaf::valueText).orElse("gone"));
      boolean unread = was.equals(NOT_READ);
      if (!unread && !same(was, is)) {
        add(planned, new Difference(Kind.LEAF, path, was, is), leaf.map(Leaf::origin));
      }
    }
  }

  private void inputs(PlannedVariant planned, BaselineVariant before) {
    Map<String, String> now = BaselineMaker.inputs(planned);
    Map<String, String> all = new TreeMap<>(before.inputs());
    now.forEach(all::putIfAbsent);
    for (String path : all.keySet()) {
      String was = before.inputs().getOrDefault(path, "none");
      String is = now.getOrDefault(path, "none");
      if (!was.equals(is)) {
        Optional<Origin> origin =
            planned.settings().stream()
                .filter(setting -> setting.path().equals(path))
                .map(setting -> setting.origin())
                .findFirst();
        add(planned, new Difference(Kind.INPUT, path, brief(was), brief(is)), origin);
      }
    }
  }

  private void hash(Kind kind, String name, Map<String, String> now) {
    String before = baseline.hashes().get(name);
    if (!before.equals(now.get(name))) {
      Difference difference = new Difference(kind, name, brief(before), brief(now.get(name)));
      found.put(difference, List.of());
      origins.put(difference, Optional.empty());
    }
  }

  private void add(PlannedVariant where, Difference difference, Optional<Origin> origin) {
    found.computeIfAbsent(difference, any -> new ArrayList<>()).add(where.name());
    origins.putIfAbsent(difference, origin);
  }

  /** The first digits of hashes. */
  private static String brief(String hashes) {
    return hashes.length() > 12 ? hashes.substring(0, 12) : hashes;
  }

  /** Whether two values are, however they were written. */
  private static boolean same(String one, String other) {
    return one.equals(other) || canonical(one).equals(canonical(other));
  }

  private static String canonical(String text) {
    try {
      return Quantity.parse(text).canonical();
    } catch (Quantity.Malformed e) {
      return text;
    }
  }
}
