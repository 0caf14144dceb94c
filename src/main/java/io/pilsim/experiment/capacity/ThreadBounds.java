package io.pilsim.experiment.capacity;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.Response;
import io.pilsim.experiment.capacity.CapacityResult.Bounds;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * How often so many threads can map and unmap, from what one thread alone asks of each lock and
 * each cache line that they share: the rest of its time is spent apart from the others.
 *
 * <p><b>Does not model:</b> what costs more, or less, because others are there: lines that move,
 * tries that fail, one wait that serves many.
 */
final class ThreadBounds {
  private static final String RATE = "map.window_rate";
  private static final String PAIRS = "map.window_pairs";
  private static final String UTILIZATION = ".utilization";
  private static final Pattern OWN = Pattern.compile("(.*\\.)?session\\d+\\..*");

  private final Response response;

  ThreadBounds(Response response) {
    this.response = response;
  }

  /** Empty where they do not apply: other flows, or a run that did not go through. */
  Optional<Bounds> of(PlannedVariant variant) {
    Scenario scenario = variant.scenario();
    Optional<HotWorkload> hot = scenario.workload().hot();
    if (hot.isEmpty()) {
      return Optional.empty();
    }
    int threads = hot.get().cpus();
    int round = hot.get().batch();
    List<Optional<ClosedNetwork>> alone =
        response.of(scenario.ofThreads(1), variant.model(), ThreadBounds::network);
    List<Together> together =
        response.of(
            scenario, variant.model(), outcome -> new Together(rate(outcome), pairs(outcome)));
    if (alone.stream().anyMatch(Optional::isEmpty)
        || together.stream().anyMatch(each -> Double.isNaN(each.rate))) {
      return Optional.empty();
    }
    List<Double> rates = together.stream().map(Together::rate).toList();
    double pairs = mean(together.stream().map(Together::pairs).toList()).mean();
    List<ClosedNetwork> networks = alone.stream().map(Optional::orElseThrow).toList();
    MeanInterval simulated = mean(rates);
    MeanInterval bound = mean(networks.stream().map(each -> each.bound(threads)).toList());
    double half = bound.ci95().map(Interval::half).orElse(0.0);
    return Optional.of(
        new Bounds(
            RATE,
            "per_second",
            0,
            simulated.mean(),
            simulated.ci95().orElse(new Interval(simulated.mean(), simulated.mean())),
            bound.mean(),
            OptionalDouble.of(
                mean(networks.stream().map(each -> each.throughput(threads)).toList()).mean()),
            OptionalDouble.of(
                mean(networks.stream().map(ClosedNetwork::saturation).toList()).mean()),
            half + bound.mean() * threads * round / pairs));
  }

  private static MeanInterval mean(List<Double> values) {
    return new MeanInterval(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Of one run: the window cuts a round of each thread at either end. */
  private record Together(double rate, double pairs) {}

  private static double pairs(RunOutcome outcome) {
    return Response.figure(outcome, PAIRS).map(Figure::mean).orElse(0.0);
  }

  private static double rate(RunOutcome outcome) {
    return outcome.status() == RunOutcome.Status.COMPLETED
        ? Response.figure(outcome, RATE).map(Figure::mean).orElse(Double.NaN)
        : Double.NaN;
  }

  /** Of a run with one thread: by the utilisation law, a demand is busy time per round. */
  static Optional<ClosedNetwork> network(RunOutcome alone) {
    double rate = rate(alone);
    if (Double.isNaN(rate) || rate <= 0) {
      return Optional.empty();
    }
    List<Double> demands = new ArrayList<>();
    double all = 0;
    for (Metric metric : alone.metrics()) {
      if (metric.path().endsWith(UTILIZATION) && !OWN.matcher(metric.path()).matches()) {
        double demand = Response.figure(metric).mean() / rate;
        demands.add(demand);
        all += demand;
      }
    }
    return Optional.of(new ClosedNetwork(Math.max(0, 1 / rate - all), demands));
  }
}
