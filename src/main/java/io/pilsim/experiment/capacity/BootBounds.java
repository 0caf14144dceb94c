package io.pilsim.experiment.capacity;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.Response;
import io.pilsim.experiment.Response.Measured;
import io.pilsim.experiment.capacity.CapacityResult.Bounds;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.scenario.Flow;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The asymptotic bounds of boots that begin together, from each of them alone: all together take no
 * less than the longest one, and no less than the one mutex is held for all; and no more than all
 * of them one after another.
 *
 * <p>Source: Lazowska, Zahorjan, Graham, Sevcik: Quantitative system performance, chapter 5.
 */
final class BootBounds {
  private static final String MUTEX = "scm.lock.hold_time";
  private static final double ROUNDING = 1e-9;

  private final Response response;
  private final String total;

  BootBounds(Response response, String total) {
    this.response = response;
    this.total = total;
  }

  /**
   * Empty where they do not apply: other flows, faults, guests, chance, or a run that did not go
   * through.
   */
  Optional<Bounds> of(PlannedVariant variant, Measured together) {
    Scenario scenario = variant.scenario();
    if (scenario.workload().flow() != Flow.BOOT
        || !scenario.faults().isEmpty()
        || scenario.workload().guest().isPresent()
        || together.first().usedChance()
        || !together.isThere()) {
      return Optional.empty();
    }
    double longest = 0;
    double sum = 0;
    double held = 0;
    for (String name : scenario.workload().remoteprocs()) {
      RunOutcome alone = response.at(scenario.of(List.of(name)), variant.model()).first();
      Optional<Figure> time = Response.figure(alone, total);
      if (alone.status() != RunOutcome.Status.COMPLETED || time.isEmpty()) {
        return Optional.empty();
      }
      longest = Math.max(longest, time.get().mean());
      sum += time.get().mean();
      held += Utilization.total(alone, MUTEX);
    }
    double simulated =
        Response.figure(together.first(), total).map(Figure::mean).orElse(Double.NaN);
    double lower = Math.max(longest, held);
    return Optional.of(
        new Bounds(
            total,
            "ns",
            lower,
            simulated,
            new Interval(simulated, simulated),
            sum,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            ROUNDING * sum));
  }
}
