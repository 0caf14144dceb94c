package io.pilsim.experiment.capacity;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.PlanSource;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.Response;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.Assignment;
import io.pilsim.platform.scenario.Expectation;
import io.pilsim.platform.scenario.MetricStatistic;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;

/** How much of something goes until an objective is missed; checked before anything runs. */
public final class CapacityQuestion {
  private final PlanSource source;
  private final ScenarioPlan base;
  private final Scale scale;
  private final Expectation objective;

  /**
   * @param vary {@code PATH=LO..HI}
   * @param until {@code METRIC OP VALUE}
   */
  public CapacityQuestion(PlanSource source, String vary, String until) {
    this.source = source;
    this.base = source.plan(List.of());
    List<String> mistakes = new ArrayList<>();
    this.scale = checked(mistakes, () -> Scale.parse("--vary", vary, base));
    this.objective = checked(mistakes, () -> objective(until));
    if (scale != null) {
      checked(mistakes, () -> planned(scale.low()));
      checked(mistakes, () -> planned(scale.high()));
    }
    if (!mistakes.isEmpty()) {
      throw new BadInputException(mistakes.stream().distinct().toList());
    }
  }

  private interface Check<T> {
    T get();
  }

  private static <T> T checked(List<String> mistakes, Check<T> check) {
    try {
      return check.get();
    } catch (BadInputException e) {
      mistakes.addAll(e.lines());
      return null;
    }
  }

  private Expectation objective(String until) {
    Expectation parsed = base.expectation("--until", until);
    boolean limit =
        parsed.comparison() != Expectation.Comparison.EQUAL
            && parsed.comparison() != Expectation.Comparison.NOT_EQUAL;
    if (!limit || parsed.variant().isPresent()) {
      throw new BadInputException(
          "--until: '" + until + "' is no limit, expected METRIC OP VALUE with <, <=, > or >=");
    }
    return parsed;
  }

  private ScenarioPlan planned(long amount) {
    ScenarioPlan plan =
        source.plan(List.of(new Assignment("--vary", scale.path(), scale.value(amount))));
    if (plan.variants().size() != base.variants().size()) {
      throw new BadInputException(
          "--vary: " + scale.path() + ": variants set it, too; expected another, or --variant");
    }
    return plan;
  }

  public Scale scale() {
    return scale;
  }

  public Expectation objective() {
    return objective;
  }

  public String scenario() {
    return base.name();
  }

  /** One answer per variant. */
  public List<CapacityResult> answer(
      Runner runner, EngineKind engine, int threads, Progress progress) {
    Runner counted =
        spec -> {
          progress.begin(1);
          try {
            return runner.run(spec);
          } finally {
            progress.step();
          }
        };
    MetricStatistic what = new MetricStatistic(objective.metric(), objective.statistic());
    Response response = new Response(counted, engine, threads, what);
    Response single = new Response(counted, engine, 1, what);
    Objective limit = new Objective(objective);
    List<CapacityResult> results = new ArrayList<>();
    for (int i = 0; i < base.variants().size(); i++) {
      results.add(
          new CapacityStudy(source, scale, response, single, threads, limit, i, base.flow()).run());
    }
    return results;
  }
}
