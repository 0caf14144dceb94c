package io.pilsim.experiment.capacity;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Figure;
import io.pilsim.experiment.MetricTally;
import io.pilsim.experiment.Workers;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.Expectation;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.Scenario;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures one statistic of a variant over replications, the same chances wherever it is asked. */
final class Response {
  private static final int FEWEST = 10;

  private final Runner runner;
  private final EngineKind engine;
  private final int threads;
  private final Expectation objective;

  Response(Runner runner, EngineKind engine, int threads, Expectation objective) {
    this.runner = runner;
    this.engine = engine;
    this.threads = threads;
    this.objective = objective;
  }

  /**
   * What was measured.
   *
   * @param mean NaN where a run did not go through
   * @param ci95 of it; the mean itself where chance plays no part
   * @param first the outcome of the first replication
   */
  record Measured(double mean, Interval ci95, int replications, RunOutcome first) {
    boolean isThere() {
      return !Double.isNaN(mean);
    }
  }

  Measured at(PlannedVariant variant) {
    return at(variant.scenario(), variant.model());
  }

  Measured at(Scenario scenario, ModelTree model) {
    RunOutcome first = run(scenario, model, 0);
    int wanted = first.usedChance() ? Math.max(FEWEST, scenario.run().replications()) : 1;
    double[] values = new double[wanted];
    values[0] = value(first);
    Workers.each(
        wanted - 1, threads, index -> values[index + 1] = value(run(scenario, model, index + 1)));
    MeanInterval interval = new MeanInterval(values);
    double mean = interval.mean();
    return new Measured(
        mean,
        Double.isNaN(mean)
            ? new Interval(mean, mean)
            : interval.ci95().orElse(new Interval(mean, mean)),
        wanted,
        first);
  }

  private RunOutcome run(Scenario scenario, ModelTree model, int replication) {
    RunOutcome outcome =
        runner.run(
            new RunSpec(scenario, model.reader(), scenario.run().seed(), replication, engine));
    if (!outcome.brokenLaws().isEmpty()) {
      throw new IllegalStateException(String.join("; ", outcome.brokenLaws()));
    }
    return outcome;
  }

  private double value(RunOutcome outcome) {
    if (outcome.status() != RunOutcome.Status.COMPLETED) {
      return Double.NaN;
    }
    Optional<Figure> figure = figure(outcome, objective.metric());
    OptionalDouble value =
        figure.map(each -> each.statistic(objective.statistic())).orElse(OptionalDouble.empty());
    return value.orElse(Double.NaN);
  }

  /** Of one run alone. */
  static Optional<Figure> figure(RunOutcome outcome, String path) {
    return outcome.metrics().stream()
        .filter(metric -> metric.path().equals(path))
        .map(Response::figure)
        .findFirst();
  }

  static Figure figure(Metric metric) {
    MetricTally tally = new MetricTally(metric.unit());
    tally.add(metric);
    return tally.figure(true);
  }

  /** Whether a value is good enough. */
  boolean meets(double value) {
    return objective.comparison().holds(value, objective.limitInResultUnit());
  }

  /** Whether the objective is a most, and not a least. */
  boolean isUpperLimit() {
    return objective.comparison() == Expectation.Comparison.LESS
        || objective.comparison() == Expectation.Comparison.AT_MOST;
  }
}
