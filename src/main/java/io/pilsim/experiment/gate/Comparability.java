package io.pilsim.experiment.gate;

import io.pilsim.formats.baseline.BaselineScenario;
import io.pilsim.formats.baseline.BaselineVariant;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether a baseline is of the same scenario: workload, variants, seeds and budgets. */
final class Comparability {
  private static final String ACCEPT = "; --accept --reason TEXT makes a new baseline";

  private final String file;
  private final ScenarioPlan plan;
  private final BaselineScenario baseline;
  private final List<String> differences = new ArrayList<>();

  private Comparability(String file, ScenarioPlan plan, BaselineScenario baseline) {
    this.file = file;
    this.plan = plan;
    this.baseline = baseline;
  }

  /** What differs, a line each; none when the two can be compared. */
  static List<String> differences(String file, ScenarioPlan plan, BaselineScenario baseline) {
    String now = BaselineMaker.hashes(plan).get("scenario");
    return now.equals(baseline.hashes().get("scenario"))
        ? List.of()
        : new Comparability(file, plan, baseline).find();
  }

  private List<String> find() {
    List<String> before = baseline.variants().stream().map(BaselineVariant::name).toList();
    List<String> now = plan.variants().stream().map(PlannedVariant::name).toList();
    sets("variant", before, now);
    sets("budget", baseline.budgets(), BaselineMaker.budgets(plan));
    for (PlannedVariant variant : plan.variants()) {
      baseline.variants().stream()
          .filter(each -> each.name().equals(variant.name()))
          .forEach(each -> settings(each, BaselineMaker.settings(variant)));
    }
    if (differences.isEmpty()) {
      add("the scenario's hash is another one");
    }
    return differences;
  }

  private void sets(String what, List<String> before, List<String> now) {
    before.stream()
        .filter(each -> !now.contains(each))
        .forEach(each -> add(what + " '" + each + "' is in the baseline alone"));
    now.stream()
        .filter(each -> !before.contains(each))
        .forEach(each -> add(what + " '" + each + "' is not in the baseline"));
  }

  private void settings(BaselineVariant variant, Map<String, String> now) {
    SortedSet<String> paths = new TreeSet<>(variant.settings().keySet());
    paths.addAll(now.keySet());
    for (String path : paths) {
      String was = variant.settings().getOrDefault(path, "not set");
      String is = now.getOrDefault(path, "not set");
      if (!was.equals(is)) {
        add(path + " is " + was + " in the baseline and " + is + " here");
      }
    }
  }

  private void add(String difference) {
    String line = file + ": scenario " + plan.name() + ": " + difference + ACCEPT;
    if (!differences.contains(line)) {
      differences.add(line);
    }
  }
}
