package io.pilsim.experiment;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.RunBudget;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many replications each variant still needs: a fixed number, or as many as make the interval
 * of the main metric tight enough. Variants that wait for their intervals get the same number, so
 * that each replication of one has its pair in the others.
 *
 * <p>Source: Law: Simulation modeling and analysis, 9.4.1: the next number follows from the square
 * of how much too wide the interval is; it at most doubles, for a first guess of a deviation is a
 * poor one.
 */
final class StoppingRule implements ReplicationRule {
  private static final int FEWEST = 10;

  private final List<PlannedVariant> variants;
  private final List<VariantTally> tallies;
  private final String metric;

  StoppingRule(List<PlannedVariant> variants, List<VariantTally> tallies, String metric) {
    this.variants = variants;
    this.tallies = tallies;
    this.metric = metric;
  }

  @Override
  public int[] wanted(List<Replicated> soFar) {
    int together = 0;
    for (int i = 0; i < variants.size(); i++) {
      together = Math.max(together, isOpen(i) ? next(i) : 0);
    }
    int[] wanted = new int[variants.size()];
    for (int i = 0; i < wanted.length; i++) {
      RunBudget budget = budget(i);
      int shared = Math.min(together, budget.maxReplications());
      int own = isOpen(i) ? Math.max(shared, tallies.get(i).replications()) : budget.replications();
      wanted[i] = tallies.get(i).usedChance() ? own : 1;
    }
    return wanted;
  }

  private RunBudget budget(int variant) {
    return variants.get(variant).scenario().run();
  }

  private boolean isOpen(int variant) {
    return budget(variant).until().isPresent() && tallies.get(variant).usedChance();
  }

  private int next(int variant) {
    RunBudget budget = budget(variant);
    int done = tallies.get(variant).replications();
    if (done < 2) {
      return Math.min(Math.max(budget.replications(), FEWEST), budget.maxReplications());
    }
    OptionalDouble share = share(variant);
    double target = budget.until().orElseThrow();
    if (share.isEmpty() || share.getAsDouble() < target) {
      return done;
    }
    double excess = share.getAsDouble() / target;
    double needed = Math.min(Math.ceil(done * excess * excess), 2.0 * done);
    return (int) Math.min(Math.max(needed, done + 1), budget.maxReplications());
  }

  /** Half of the interval as a share of the mean; empty when there is no such metric. */
  private OptionalDouble share(int variant) {
    Optional<Figure> figure = tallies.get(variant).figure(metric);
    Optional<Interval> ci = figure.flatMap(Figure::ci95);
    if (ci.isEmpty() || figure.get().mean() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(ci.get().half() / Math.abs(figure.get().mean()));
  }

  /** Says of every variant that it ran out of replications. */
  void remark() {
    for (int i = 0; i < variants.size(); i++) {
      OptionalDouble share = isOpen(i) ? share(i) : OptionalDouble.empty();
      double target = budget(i).until().orElse(Double.POSITIVE_INFINITY);
      if (share.isPresent() && !(share.getAsDouble() < target)) {
        tallies
            .get(i)
            .missed(
                metric
                    + " is known to ±"
                    + percent(share.getAsDouble())
                    + " % after "
                    + tallies.get(i).replications()
                    + " replications, not to ±"
                    + percent(target)
                    + " %");
      }
    }
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share * 100)
        .round(new MathContext(2))
        .stripTrailingZeros()
        .toPlainString();
  }
}
