package io.pilsim.experiment.gate;

import io.pilsim.experiment.Replicated;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.experiment.statistics.MeanTest;
import io.pilsim.formats.baseline.BaselineMetric;
import io.pilsim.formats.baseline.BaselineVariant;
import io.pilsim.platform.scenario.GateBudget;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A gated metric of a variant while replications come. Each replication is paired with the one of
 * the baseline that had the same seed; what counts of a pair is by how much it exceeds the budget.
 */
final class GatedMetric {
  private final GateBudget budget;
  private final BaselineVariant baseline;
  private final Optional<BaselineMetric> base;
  private GateState state = GateState.INCONCLUSIVE;
  private boolean decided;
  private double tail;
  private double p = 1;
  private double holm = 1;
  private double[] before = new double[0];
  private double[] now = new double[0];
  private boolean exact;
  private String unit = "";

  GatedMetric(GateBudget budget, BaselineVariant baseline) {
    this.budget = budget;
    this.baseline = baseline;
    this.base = Optional.ofNullable(baseline.metrics().get(budget.figure()));
  }

  boolean isOpen() {
    return !decided;
  }

  /** Whether it is among the metrics that chance may have moved. */
  boolean isUncertain() {
    return !exact && state != GateState.NEW && state != GateState.VANISHED;
  }

  double p() {
    return p;
  }

  /** Takes the replications that are done; an open one then has a probability of its own. */
  void look(Replicated variant, double level) {
    if (decided) {
      return;
    }
    exact = !variant.usedChance() && base.map(BaselineMetric::isConstant).orElse(true);
    tail = level;
    double[] values = variant.values(budget.metric(), budget.statistic());
    boolean lost = baseline.completed() && !variant.completed();
    unit = variant.units().getOrDefault(budget.metric(), base.map(BaselineMetric::unit).orElse(""));
    if (lost || values.length == 0) {
      before = base.map(metric -> metric.values(1)).orElse(before);
      decide(GateState.VANISHED);
    } else if (base.isEmpty()) {
      now = values;
      decide(GateState.NEW);
    } else {
      compare(base.get(), values, variant.usedChance());
    }
  }

  private void compare(BaselineMetric metric, double[] values, boolean chance) {
    before = metric.values(chance ? values.length : metric.values().size());
    now = chance ? Arrays.copyOf(values, before.length) : spread(values[0], before.length);
    if (Arrays.equals(before, now)) {
      decide(GateState.UNCHANGED);
      return;
    }
    MeanTest excess = MeanTest.of(excess());
    if (exact) {
      decide(excess.mean() > 0 ? GateState.FAILED : passed());
      return;
    }
    p = before.length < 2 ? 1 : excess.aboveZero();
    if (before.length > 1 && excess.belowZero() < tail) {
      decide(passed());
    }
  }

  private static double[] spread(double value, int count) {
    double[] all = new double[count];
    Arrays.fill(all, value);
    return all;
  }

  /** Takes the probability as it counts within the gated set. */
  void correct(double corrected) {
    holm = corrected;
    if (!decided && corrected < tail) {
      decide(GateState.FAILED);
    }
  }

  /** By how much each pair is worse than its budget allows. */
  private double[] excess() {
    boolean lower = budget.better() == GateBudget.Better.LOWER;
    double[] excess = new double[now.length];
    for (int i = 0; i < excess.length; i++) {
      double worse = lower ? now[i] - before[i] : before[i] - now[i];
      double scale = budget.isRelative() ? Math.abs(before[i]) : 1;
      excess[i] = worse - budget.allowance() * scale;
    }
    return excess;
  }

  private GateState passed() {
    boolean lower = budget.better() == GateBudget.Better.LOWER;
    double change = mean(now) - mean(before);
    return lower == change < 0 ? GateState.BETTER : GateState.WITHIN;
  }

  private void decide(GateState how) {
    state = how;
    decided = true;
  }

  private static double mean(double[] values) {
    return new MeanInterval(values).mean();
  }

  GateRow row() {
    boolean both = before.length > 0 && now.length > 0;
    Optional<Interval> change = Optional.empty();
    if (both && (exact || now.length > 1)) {
      double[] differences = new double[now.length];
      Arrays.setAll(differences, i -> now[i] - before[i]);
      change = Optional.of(MeanTest.of(differences).interval(exact ? 0 : tail));
    }
    return new GateRow(
        budget,
        baseline.name(),
        unit,
        state,
        before.length > 0 ? OptionalDouble.of(mean(before)) : OptionalDouble.empty(),
        now.length > 0 ? OptionalDouble.of(mean(now)) : OptionalDouble.empty(),
        Math.max(now.length, before.length),
        exact,
        change,
        exact ? (state.fails() ? 0 : 1) : holm);
  }
}
