package io.pilsim.platform.scenario;

import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.InputErrors;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that the budgets of a gate name metrics of the workload, and changes of their kind. */
final class GateParser {
  private final List<String> variants;
  private final MetricNames metrics;
  private final ExpectationParser names;
  private final InputErrors errors;

  GateParser(List<String> variants, MetricNames metrics, InputErrors errors) {
    this.variants = variants;
    this.metrics = metrics;
    this.names = new ExpectationParser(variants, metrics, errors);
    this.errors = errors;
  }

  List<GateBudget> parse(List<ScenarioText.Budget> written) {
    List<GateBudget> budgets = new ArrayList<>();
    for (ScenarioText.Budget each : written) {
      Optional<GateBudget> budget = parse(each);
      if (budget.isPresent() && budgets.stream().anyMatch(known -> overlap(known, budget.get()))) {
        errors.add(
            each.origin(), ScenarioKeys.GATE, "'" + budget.get().figure() + "' is gated twice");
      } else {
        budget.ifPresent(budgets::add);
      }
    }
    return budgets;
  }

  private static boolean overlap(GateBudget one, GateBudget other) {
    boolean apart =
        one.variant().isPresent()
            && other.variant().isPresent()
            && !one.variant().equals(other.variant());
    return !apart && one.figure().equals(other.figure());
  }

  private Optional<GateBudget> parse(ScenarioText.Budget written) {
    Optional<String> variant =
        Optional.ofNullable(written.words().get("variant")).map(ScenarioText.Line::text);
    if (variant.isPresent() && !variants.contains(variant.get())) {
      String hint = Suggestion.of(variant.get(), variants).orAll(variants);
      error(written, "variant", "no variant '" + variant.get() + "'" + hint);
    }
    Optional<GateBudget.Better> better = better(written);
    Optional<MetricStatistic> named = named(written);
    if (named.isEmpty() || better.isEmpty()) {
      return Optional.empty();
    }
    boolean counted = named.get().statistic() == Expectation.Statistic.N;
    Dimension dimension = counted ? Dimension.COUNT : dimension(named.get().metric());
    return change(written, dimension)
        .map(
            change ->
                new GateBudget(
                    variant,
                    named.get().metric(),
                    named.get().statistic(),
                    better.get(),
                    change,
                    dimension,
                    written.origin()));
  }

  private Optional<MetricStatistic> named(ScenarioText.Budget written) {
    ScenarioText.Line name = written.words().get("metric");
    return MetricNames.SIMULATOR_EVENTS.equals(name.text())
        ? Optional.of(new MetricStatistic(name.text(), Expectation.Statistic.MEAN))
        : names.named(name.text(), name.origin(), ScenarioKeys.GATE + ".metric");
  }

  private Dimension dimension(String metric) {
    return metrics.dimension(metric).orElse(Dimension.COUNT);
  }

  private Optional<GateBudget.Better> better(ScenarioText.Budget written) {
    String word = written.words().get("better").text();
    List<String> known = Word.all(GateBudget.Better.class);
    if (!known.contains(word)) {
      error(
          written, "better", "'" + word + "' is unknown" + Suggestion.of(word, known).orAll(known));
      return Optional.empty();
    }
    return Optional.of(Word.of(GateBudget.Better.class, word));
  }

  /** A share in percent, an amount of the metric's kind, or plainly nothing. */
  private Optional<Quantity> change(ScenarioText.Budget written, Dimension wanted) {
    String text = written.words().get("max_change").text();
    try {
      Quantity change = Quantity.parse(text);
      boolean none = change.dimension() == Dimension.COUNT && change.amount() == 0;
      boolean share = change.dimension() == Dimension.FRACTION && text.endsWith("%");
      boolean plain = change.dimension() == Dimension.COUNT && wanted == Dimension.FRACTION;
      if (none || share || plain || change.dimension() == wanted) {
        return Optional.of(change);
      }
      String expected = "a share such as 2 %, or " + wanted.expected();
      error(written, "max_change", "'" + text + "' does not fit, expected " + expected);
    } catch (Quantity.Malformed e) {
      error(written, "max_change", e.getMessage());
    }
    return Optional.empty();
  }

  private void error(ScenarioText.Budget written, String key, String problem) {
    errors.add(written.words().get(key).origin(), ScenarioKeys.GATE + "." + key, problem);
  }
}
