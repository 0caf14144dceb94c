package io.pilsim.experiment.gate;

import io.pilsim.experiment.ContentHash;
import io.pilsim.experiment.Replicated;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.formats.baseline.BaselineMetric;
import io.pilsim.formats.baseline.BaselineScenario;
import io.pilsim.formats.baseline.BaselineScenario.Acceptance;
import io.pilsim.formats.baseline.BaselineVariant;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.scenario.Expectation;
import io.pilsim.platform.scenario.GateBudget;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.platform.scenario.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a baseline of a scenario. Of gated metrics it keeps every replication, for they are paired;
 * of the others the first ones, which tell whether a metric moved along.
 */
final class BaselineMaker {
  private final ScenarioPlan plan;

  BaselineMaker(ScenarioPlan plan) {
    this.plan = plan;
  }

  /** What the plan is, without anything that has run. */
  BaselineScenario make(List<Replicated> variants, List<Acceptance> accepted) {
    List<BaselineVariant> made = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      made.add(variant(plan.variants().get(i), variants.get(i)));
    }
    return new BaselineScenario(plan.name(), hashes(plan), accepted, budgets(plan), made);
  }

  static SortedMap<String, String> hashes(ScenarioPlan plan) {
    ResultRecord.Hashes hashes = ContentHash.of(plan);
    SortedMap<String, String> named = new TreeMap<>();
    named.put("scenario", hashes.scenario());
    named.put("model", hashes.model());
    named.put("inputs", hashes.inputs());
    named.put("pilsim", hashes.pilsim());
    return named;
  }

  static List<String> budgets(ScenarioPlan plan) {
    return plan.budgets().stream().map(GateBudget::line).toList();
  }

  static SortedMap<String, String> settings(PlannedVariant variant) {
    SortedMap<String, String> settings = new TreeMap<>();
    ContentHash.ofScenario(variant).forEach(each -> settings.put(each.path(), each.text()));
    return settings;
  }

  static SortedMap<String, String> leaves(PlannedVariant variant, Replicated replicated) {
    SortedMap<String, String> leaves = new TreeMap<>();
    for (String path : replicated.leavesRead()) {
      Optional<Leaf> leaf = variant.model().leaf(path);
      leaf.ifPresent(each -> leaves.put(path, each.valueText()));
    }
    return leaves;
  }

  static SortedMap<String, String> inputs(PlannedVariant variant) {
    SortedMap<String, String> inputs = new TreeMap<>();
    for (Setting setting : variant.settings()) {
      List<String> hashes = new ArrayList<>();
      for (Path file : setting.files()) {
        hashes.add(ContentHash.sha256(InputFile.read(file)));
      }
      if (!hashes.isEmpty()) {
        inputs.put(setting.path(), String.join(" ", hashes));
      }
    }
    return inputs;
  }

  private BaselineVariant variant(PlannedVariant planned, Replicated variant) {
    int first = planned.scenario().run().replications();
    SortedMap<String, BaselineMetric> metrics = new TreeMap<>();
    for (Map.Entry<String, String> metric : variant.units().entrySet()) {
      double[] values = variant.values(metric.getKey(), Expectation.Statistic.MEAN);
      keep(metrics, metric.getKey(), metric.getValue(), firstOf(values, first));
    }
    for (GateBudget budget : plan.budgets()) {
      if (budget.isAbout(planned) && variant.units().containsKey(budget.metric())) {
        boolean counted = budget.statistic() == Expectation.Statistic.N;
        String unit = counted ? "count" : variant.units().get(budget.metric());
        keep(metrics, budget.figure(), unit, variant.values(budget.metric(), budget.statistic()));
      }
    }
    return new BaselineVariant(
        planned.name(),
        variant.completed(),
        variant.usedChance(),
        settings(planned),
        leaves(planned, variant),
        inputs(planned),
        metrics);
  }

  private static double[] firstOf(double[] values, int count) {
    return Arrays.copyOf(values, Math.min(values.length, count));
  }

  private static void keep(
      Map<String, BaselineMetric> metrics, String name, String unit, double[] values) {
    if (values.length > 0) {
      metrics.put(name, new BaselineMetric(unit, Arrays.stream(values).boxed().toList()));
    }
  }
}
