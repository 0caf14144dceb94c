package io.pilsim.platform.scenario;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How often, how long and from which seed.
 *
 * @param replications so often, or with {@code until} at least so often
 * @param until half of the 95 % interval of the main metric, as a share of its mean, at which
 *     enough replications are done; empty when their number is fixed
 * @param maxReplications at most so often, whatever the interval
 * @param durationPs of a flow without an end of its own; empty when its work ends it
 * @param warmup what of that does not count
 */
public record RunBudget(
    int replications,
    long seed,
    OptionalDouble until,
    int maxReplications,
    OptionalLong durationPs,
    Optional<Warmup> warmup) {
  /** A flow that its work ends, so often. */
  public RunBudget(int replications, long seed) {
    this(
        replications,
        seed,
        OptionalDouble.empty(),
        replications,
        OptionalLong.empty(),
        Optional.empty());
  }
}
