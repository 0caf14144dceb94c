package io.pilsim.experiment.gate;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.Replicated;
import io.pilsim.experiment.ReplicationRule;
import io.pilsim.experiment.StudyOutcome;
import io.pilsim.experiment.StudyRun;
import io.pilsim.formats.baseline.BaselineMetric;
import io.pilsim.formats.baseline.BaselineScenario;
import io.pilsim.formats.baseline.BaselineScenario.Acceptance;
import io.pilsim.formats.baseline.BaselineVariant;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.GateBudget;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.RunBudget;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;

/** Runs a scenario for a gate: to compare it with a baseline, or to make one. */
public final class GateStudy {
  private final PlanSource source;
  private final ScenarioPlan plan;
  private final Runner runner;
  private final EngineKind engine;
  private final int threads;

  /** Throws with every mistake in the scenario; that it has no gate is one. */
  public GateStudy(PlanSource source, Runner runner, EngineKind engine, int threads) {
    this.source = source;
    this.plan = source.plan(List.of());
    this.runner = new EventCount(runner);
    this.engine = engine;
    this.threads = threads;
    if (plan.budgets().isEmpty()) {
      throw new BadInputException(
          source.name()
              + ": gate: missing, expected lines such as '{metric: "
              + plan.flow().mainMetric()
              + ", better: lower, max_change: 2 %}'");
    }
  }

  public String scenario() {
    return plan.name();
  }

  /** What differs so that a baseline cannot be compared with; nothing has to run for that. */
  public List<String> differences(String baselineFile, BaselineScenario baseline) {
    return Comparability.differences(baselineFile, plan, baseline);
  }

  /** Makes a baseline, with as many replications as a gate may ever want to pair. */
  public BaselineScenario accept(List<Acceptance> accepted, Progress progress) {
    List<Looks> looks = looks();
    ReplicationRule most =
        soFar -> {
          int[] wanted = new int[soFar.size()];
          for (int i = 0; i < wanted.length; i++) {
            wanted[i] = soFar.get(i).usedChance() ? looks.get(i).most() : 1;
          }
          return wanted;
        };
    List<Replicated> variants = run(plan, progress, most).replicated();
    checkYield(variants);
    return new BaselineMaker(plan).make(variants, accepted);
  }

  /** A budget for something that never is would never fail. */
  private void checkYield(List<Replicated> variants) {
    List<String> mistakes = new ArrayList<>();
    for (GateBudget budget : plan.budgets()) {
      for (int i = 0; i < variants.size(); i++) {
        boolean yields = variants.get(i).units().containsKey(budget.metric());
        if (budget.isAbout(plan.variants().get(i)) && !yields) {
          mistakes.add(
              budget.origin()
                  + ": gate.metric: variant "
                  + variants.get(i).variant()
                  + " yields no "
                  + budget.metric());
        }
      }
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes);
    }
  }

  /** Compares with a baseline of the same scenario. */
  public GateReport compare(BaselineScenario baseline, Progress progress) {
    List<List<GatedMetric>> gated = new ArrayList<>();
    for (int i = 0; i < plan.variants().size(); i++) {
      gated.add(gated(plan.variants().get(i), baseline.variants().get(i)));
    }
    StudyOutcome outcome = run(plan, progress, new GateRule(gated, looks()));
    List<Replicated> variants = outcome.replicated();
    checkUnits(baseline, variants);
    List<GateRow> rows = gated.stream().flatMap(List::stream).map(GatedMetric::row).toList();
    List<VariantChange> changes = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      changes.add(Changes.of(baseline.variants().get(i), variants.get(i)));
    }
    List<Suspect> suspects = Suspects.find(plan, baseline, variants);
    List<Acceptance> accepted = baseline.accepted();
    return new GateReport(
        plan.name(),
        plan.platform(),
        plan.file(),
        rows,
        changes,
        new Attribution(source, this::run).of(suspects, rows),
        outcome.result().expectations().stream().filter(each -> !each.met()).toList(),
        accepted.get(accepted.size() - 1),
        outcome.cost());
  }

  private StudyOutcome run(ScenarioPlan what, ReplicationRule rule) {
    return run(what, Progress.NONE, rule);
  }

  private StudyOutcome run(ScenarioPlan what, Progress progress, ReplicationRule rule) {
    return new StudyRun(what, runner, engine, progress, rule).run(threads);
  }

  private List<GatedMetric> gated(PlannedVariant variant, BaselineVariant baseline) {
    return plan.budgets().stream()
        .filter(budget -> budget.isAbout(variant))
        .map(budget -> new GatedMetric(budget, baseline))
        .toList();
  }

  private List<Looks> looks() {
    List<Looks> looks = new ArrayList<>();
    for (PlannedVariant variant : plan.variants()) {
      RunBudget budget = variant.scenario().run();
      looks.add(new Looks(budget.replications(), budget.maxReplications()));
    }
    return looks;
  }

  private void checkUnits(BaselineScenario baseline, List<Replicated> variants) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      BaselineVariant before = baseline.variants().get(i);
      variants
          .get(i)
          .units()
          .forEach(
              (metric, unit) -> {
                BaselineMetric known = before.metrics().get(metric);
                if (known != null && !known.unit().equals(unit)) {
                  differences.add(
                      plan.name()
                          + ": "
                          + metric
                          + " is in "
                          + known.unit()
                          + " in the baseline and in "
                          + unit
                          + " here; --accept --reason TEXT makes a new baseline");
                }
              });
    }
    if (!differences.isEmpty()) {
      throw new NotComparableException(differences);
    }
  }
}
