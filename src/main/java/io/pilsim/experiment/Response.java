package io.pilsim.experiment;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.statistics.Difference;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.experiment.statistics.MeanInterval;
import io.pilsim.platform.Metric;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.MetricStatistic;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Measures one statistic of a variant over replications, the same chances wherever it is asked. */
public final class Response {
  private static final int FEWEST = 10;
  private static final double SURE = 0.05;

  private final Runner runner;
  private final EngineKind engine;
  private final int threads;
  private final MetricStatistic what;
  private final int fewest;

  /**
   * @param threads for the replications of one measurement
   */
  public Response(Runner runner, EngineKind engine, int threads, MetricStatistic what) {
    this(runner, engine, threads, what, FEWEST);
  }

  /**
   * @param fewest replications, where chance plays a part
   */
  public Response(Runner runner, EngineKind engine, int threads, MetricStatistic what, int fewest) {
    this.runner = runner;
    this.engine = engine;
    this.threads = threads;
    this.what = what;
    this.fewest = fewest;
  }

  /**
   * What was measured.
   *
   * @param mean NaN where a run did not go through
   * @param ci95 of it; the mean itself where chance plays no part
   * @param values one per replication
   * @param first the outcome of the first replication
   */
  public record Measured(double mean, Interval ci95, List<Double> values, RunOutcome first) {
    public Measured {
      values = List.copyOf(values);
    }

    public int replications() {
      return values.size();
    }

    /** Whether every replication went through. */
    public boolean isThere() {
      return !Double.isNaN(mean);
    }

    /** Whether another differs for sure; replications of the same number met the same chances. */
    public boolean differsFrom(Measured other) {
      return differenceTo(other).p().orElse(1) < SURE;
    }

    /** Of another less this. */
    public Difference differenceTo(Measured other) {
      int pairs = Math.min(replications(), other.replications());
      return pairs == 1
          ? Difference.exact(mean, other.mean)
          : Difference.paired(first(pairs), other.first(pairs));
    }

    private double[] first(int count) {
      return values.stream().limit(count).mapToDouble(Double::doubleValue).toArray();
    }
  }

  public Measured at(PlannedVariant variant) {
    return at(variant.scenario(), variant.model());
  }

  public Measured at(Scenario scenario, ModelTree model) {
    RunOutcome first = run(scenario, model, 0);
    return measured(replicated(scenario, model, first, this::value), first);
  }

  private static Measured measured(List<Double> values, RunOutcome first) {
    MeanInterval interval =
        new MeanInterval(values.stream().mapToDouble(Double::doubleValue).toArray());
    double mean = interval.mean();
    return new Measured(
        mean,
        Double.isNaN(mean)
            ? new Interval(mean, mean)
            : interval.ci95().orElse(new Interval(mean, mean)),
        values,
        first);
  }

  /** What is taken out of each of the replications that a measurement would make. */
  public <T> List<T> of(Scenario scenario, ModelTree model, Function<RunOutcome, T> taking) {
    return replicated(scenario, model, run(scenario, model, 0), taking);
  }

  /** The outcome of the first replication alone. */
  public RunOutcome first(Scenario scenario, ModelTree model) {
    return run(scenario, model, 0);
  }

  private <T> List<T> replicated(
      Scenario scenario, ModelTree model, RunOutcome first, Function<RunOutcome, T> taking) {
    int wanted = first.usedChance() ? Math.max(fewest, scenario.run().replications()) : 1;
    List<T> taken = new ArrayList<>(Collections.nCopies(wanted, null));
    taken.set(0, taking.apply(first));
    Workers.each(
        wanted - 1,
        threads,
        index -> taken.set(index + 1, taking.apply(run(scenario, model, index + 1))));
    return taken;
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
    Optional<Figure> figure = figure(outcome, what.metric());
    OptionalDouble value =
        figure.map(each -> each.statistic(what.statistic())).orElse(OptionalDouble.empty());
    return value.orElse(Double.NaN);
  }

  /** Of one run alone. */
  public static Optional<Figure> figure(RunOutcome outcome, String path) {
    return outcome.metrics().stream()
        .filter(metric -> metric.path().equals(path))
        .map(Response::figure)
        .findFirst();
  }

  public static Figure figure(Metric metric) {
    MetricTally tally = new MetricTally(metric.unit());
    tally.add(metric);
    return tally.figure(true);
  }
}
