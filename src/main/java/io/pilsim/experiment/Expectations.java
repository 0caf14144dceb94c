package io.pilsim.experiment;

import io.pilsim.platform.scenario.Expectation;
import io.pilsim.platform.scenario.PlannedVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Holds the expectations of a scenario against what was found. */
final class Expectations {
  /** What is expected unless a scenario expects an error. */
  private static final String UNSAID = "the flow goes through";

  private Expectations() {}

  /** One verdict per expectation and variant it is about, in the order written. */
  static List<Verdict> judge(
      List<Expectation> expectations, List<PlannedVariant> variants, List<VariantResult> results) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Expectation expectation : expectations) {
      for (int i = 0; i < variants.size(); i++) {
        if (expectation.variant().map(variants.get(i)::is).orElse(true)) {
          verdicts.add(judge(expectation, results.get(i)));
        }
      }
    }
    for (int i = 0; i < variants.size(); i++) {
      if (!results.get(i).completed() && !speaksOfErrors(expectations, variants.get(i))) {
        verdicts.add(new Verdict(UNSAID, results.get(i).name(), "", OptionalDouble.empty(), false));
      }
    }
    return verdicts;
  }

  /** Who says which error is to come needs no one to say that none should. */
  private static boolean speaksOfErrors(List<Expectation> expectations, PlannedVariant variant) {
    return expectations.stream()
        .filter(expectation -> expectation.variant().map(variant::is).orElse(true))
        .anyMatch(expectation -> expectation.metric().endsWith(".errno"));
  }

  private static Verdict judge(Expectation expectation, VariantResult result) {
    Optional<Figure> figure = Optional.ofNullable(result.metrics().get(expectation.metric()));
    OptionalDouble value =
        figure.map(f -> f.statistic(expectation.statistic())).orElse(OptionalDouble.empty());
    boolean counted = expectation.statistic() == Expectation.Statistic.N;
    String unit = counted ? "count" : figure.map(Figure::unit).orElse("");
    boolean met =
        value.isPresent()
            && expectation.comparison().holds(value.getAsDouble(), expectation.limitInResultUnit());
    return new Verdict(expectation.text(), result.name(), unit, value, met);
  }
}
