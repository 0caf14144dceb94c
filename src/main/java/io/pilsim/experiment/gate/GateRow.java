package io.pilsim.experiment.gate;

import io.pilsim.experiment.statistics.Interval;
import io.pilsim.platform.scenario.GateBudget;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One gated metric of one variant.
 *
 * @param before the baseline's mean over the replications compared; empty where it has none
 * @param now the same of this run
 * @param n how many replications were compared
 * @param exact whether chance plays no part
 * @param change this run's mean less the baseline's, with its interval; empty where one of them is
 *     missing, or a single replication cannot tell
 * @param p how likely a metric at its budget looks so much worse, corrected for the gated set
 */
public record GateRow(
    GateBudget budget,
    String variant,
    String unit,
    GateState state,
    OptionalDouble before,
    OptionalDouble now,
    int n,
    boolean exact,
    Optional<Interval> change,
    double p) {

  public String figure() {
    return budget.figure();
  }

  /** This run's mean less the baseline's; 0 where one of them is missing. */
  public double difference() {
    return before.isPresent() && now.isPresent() ? now.getAsDouble() - before.getAsDouble() : 0;
  }

  /** The same as a share of the baseline; empty where that is zero or missing. */
  public OptionalDouble share() {
    return before.isPresent() && before.getAsDouble() != 0
        ? OptionalDouble.of(difference() / Math.abs(before.getAsDouble()))
        : OptionalDouble.empty();
  }
}
