package io.pilsim.platform.scenario;

import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Suggestion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scenario file with all options applied and everything in it checked: what a study runs.
 *
 * @param budgets of the gate; none where there is no gate
 */
public record ScenarioPlan(
    Path file,
    List<PlannedVariant> variants,
    List<Expectation> expectations,
    List<GateBudget> budgets) {
  public ScenarioPlan {
    variants = List.copyOf(variants);
    expectations = List.copyOf(expectations);
    budgets = List.copyOf(budgets);
  }

  /**
   * Reads a file; throws with every mistake in it and in the assignments.
   *
   * @param only names of variants to keep; empty for all
   */
  public static ScenarioPlan load(
      Path file, ModelFiles models, List<Assignment> assignments, List<String> only) {
    return of(file, InputFile.read(file), models, assignments, only);
  }

  /** A plan that options alone make, for questions about the machine and not about a file. */
  public static ScenarioPlan ofOptions(
      String name, ModelFiles models, List<Assignment> assignments) {
    byte[] text = ("scenario: " + name + "\n").getBytes(StandardCharsets.UTF_8);
    return of(Path.of(name), text, models, assignments, List.of());
  }

  /** The same of a file that has been read. */
  public static ScenarioPlan of(
      Path file, byte[] bytes, ModelFiles models, List<Assignment> assignments, List<String> only) {
    InputErrors errors = new InputErrors();
    ScenarioText text = new ScenarioParser(file, errors).parse(bytes);
    VariantPlanner planner = new VariantPlanner(text, models, assignments, errors);
    List<PlannedVariant> variants = planner.plan();
    List<Expectation> expectations = expectations(text, planner.metrics(), errors);
    List<String> names = text.variants().stream().map(ScenarioText.Variant::name).toList();
    List<GateBudget> budgets =
        new GateParser(names, planner.metrics(), errors).parse(text.budgets());
    errors.throwIfAny();
    return new ScenarioPlan(file, keep(variants, only), expectations, budgets);
  }

  /** An expectation that an option gives; throws when it makes no sense for this workload. */
  public Expectation expectation(String option, String text) {
    InputErrors errors = new InputErrors();
    Optional<Expectation> parsed = parser(errors).parse(text, Origin.of(option));
    errors.throwIfAny();
    return parsed.orElseThrow();
  }

  /** A metric that an option names; throws when this workload does not yield it. */
  public MetricStatistic metric(String option, String name) {
    InputErrors errors = new InputErrors();
    Optional<MetricStatistic> parsed = parser(errors).named(name, Origin.of(option), "");
    errors.throwIfAny();
    return parsed.orElseThrow();
  }

  private ExpectationParser parser(InputErrors errors) {
    MetricNames metrics = new MetricNames(variants.get(0).scenario().workload());
    return new ExpectationParser(
        variants.stream().map(PlannedVariant::name).toList(), metrics, errors);
  }

  private static List<Expectation> expectations(
      ScenarioText text, MetricNames metrics, InputErrors errors) {
    List<String> names = text.variants().stream().map(ScenarioText.Variant::name).toList();
    ExpectationParser parser = new ExpectationParser(names, metrics, errors);
    List<Expectation> parsed = new ArrayList<>();
    for (ScenarioText.Line line : text.expectations()) {
      parser.parse(line.text(), line.origin()).ifPresent(parsed::add);
    }
    return parsed;
  }

  private static List<PlannedVariant> keep(List<PlannedVariant> all, List<String> only) {
    List<String> names = all.stream().map(PlannedVariant::name).toList();
    for (String name : only) {
      if (all.stream().noneMatch(variant -> variant.is(name))) {
        String hint = Suggestion.of(name, names).orAll(names);
        throw new BadInputException("--variant: no variant '" + name + "'" + hint);
      }
    }
    return all.stream()
        .filter(variant -> only.isEmpty() || only.stream().anyMatch(variant::is))
        .toList();
  }

  public String name() {
    return variants.get(0).scenario().name();
  }

  public String platform() {
    return variants.get(0).scenario().platform();
  }

  public Flow flow() {
    return variants.get(0).scenario().workload().flow();
  }
}
