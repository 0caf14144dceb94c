package io.pilsim.experiment;

import io.pilsim.engine.EngineKind;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Runs every variant of a scenario so often as it asks, on several threads; the result does not
 * depend on how many. Variants share their seed and so meet the same chances.
 */
public final class StudyRun {
  private final ScenarioPlan plan;
  private final Runner runner;
  private final EngineKind engine;
  private final Progress progress;
  private final List<VariantTally> tallies = new ArrayList<>();
  private final List<MainMetric> mainMetrics = new ArrayList<>();
  private final Optional<ReplicationRule> own;
  private long lawsChecked;

  /** With so many replications as the scenario asks for. */
  public StudyRun(ScenarioPlan plan, Runner runner, EngineKind engine, Progress progress) {
    this(plan, runner, engine, progress, Optional.empty());
  }

  /** With so many replications as a rule asks for, and without the ends of assumed ranges. */
  public StudyRun(
      ScenarioPlan plan,
      Runner runner,
      EngineKind engine,
      Progress progress,
      ReplicationRule rule) {
    this(plan, runner, engine, progress, Optional.of(rule));
  }

  private StudyRun(
      ScenarioPlan plan,
      Runner runner,
      EngineKind engine,
      Progress progress,
      Optional<ReplicationRule> own) {
    this.own = own;
    this.plan = plan;
    this.runner = runner;
    this.engine = engine;
    this.progress = progress;
    for (PlannedVariant variant : plan.variants()) {
      tallies.add(new VariantTally(variant));
      mainMetrics.add(new MainMetric(plan.flow().mainMetric()));
    }
  }

  /** Throws {@link BrokenLawException} when a law does not hold in any run. */
  public StudyOutcome run(int threads) {
    long start = System.nanoTime();
    try (Execution execution = new Execution(threads)) {
      replicate(execution);
      List<VariantResult> results = results();
      long events = tallies.stream().mapToLong(VariantTally::events).sum();
      double seconds = (System.nanoTime() - start) / 1e9;
      RunCost cost = new RunCost(seconds, events, threads);
      return new StudyOutcome(record(results), tallies, cost);
    }
  }

  /** Once at the middle of what is assumed and once at each end; then again for chance. */
  private void replicate(Execution execution) {
    List<Job> first = new ArrayList<>();
    for (int i = 0; i < plan.variants().size(); i++) {
      first.add(job(i, plan.variants().get(i).model(), 0, tallies.get(i)::add));
    }
    for (int i = 0; i < plan.variants().size() && own.isEmpty(); i++) {
      ModelTree model = plan.variants().get(i).model();
      for (Ends end : Ends.differ(model) ? Ends.values() : new Ends[0]) {
        first.add(job(i, end.of(model), 0, mainMetrics.get(i)::add).ifPossible());
      }
    }
    runAll(execution, first);
    if (own.isPresent()) {
      runRounds(execution, own.get());
      return;
    }
    StoppingRule rule = new StoppingRule(plan.variants(), tallies, plan.flow().mainMetric());
    runRounds(execution, rule);
    rule.remark();
  }

  private void runRounds(Execution execution, ReplicationRule rule) {
    for (List<Job> round = round(rule); !round.isEmpty(); round = round(rule)) {
      runAll(execution, round);
    }
  }

  /** The replications that are missing, as far as is known now. */
  private List<Job> round(ReplicationRule rule) {
    List<Job> jobs = new ArrayList<>();
    int[] wanted = rule.wanted(List.copyOf(tallies));
    for (int i = 0; i < wanted.length; i++) {
      ModelTree model = plan.variants().get(i).model();
      for (int next = tallies.get(i).replications(); next < wanted[i]; next++) {
        jobs.add(job(i, model, next, tallies.get(i)::add));
      }
    }
    return jobs;
  }

  /**
   * A run, and who takes its outcome.
   *
   * @param optional whether values that do not fit together mean only that there is no outcome
   */
  private record Job(String variant, RunSpec spec, Consumer<RunOutcome> taker, boolean optional) {
    Job ifPossible() {
      return new Job(variant, spec, taker, true);
    }
  }

  private Job job(int variant, ModelTree model, int replication, Consumer<RunOutcome> taker) {
    PlannedVariant planned = plan.variants().get(variant);
    long seed = planned.scenario().run().seed();
    RunSpec spec = new RunSpec(planned.scenario(), model.reader(), seed, replication, engine);
    return new Job(planned.name(), spec, taker, false);
  }

  private void runAll(Execution execution, List<Job> jobs) {
    progress.begin(jobs.size());
    List<Callable<Optional<RunOutcome>>> works = new ArrayList<>();
    jobs.forEach(job -> works.add(() -> run(job)));
    execution.each(
        works, (index, outcome) -> outcome.ifPresent(each -> take(jobs.get(index), each)));
  }

  private Optional<RunOutcome> run(Job job) {
    try {
      return Optional.of(runner.run(job.spec));
    } catch (BadInputException e) {
      if (job.optional) {
        return Optional.empty();
      }
      throw e;
    } finally {
      progress.step();
    }
  }

  private void take(Job job, RunOutcome outcome) {
    lawsChecked += outcome.lawsChecked();
    if (!outcome.brokenLaws().isEmpty()) {
      throw new BrokenLawException(job.variant, outcome.brokenLaws());
    }
    job.taker.accept(outcome);
  }

  private List<VariantResult> results() {
    List<VariantResult> results = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      VariantTally tally = tallies.get(i);
      VariantResult plain = tally.result(Optional.empty());
      Optional<Uncertainty> interval = mainMetrics.get(i).interval(plain, tally.guesses());
      results.add(interval.isPresent() ? tally.result(interval) : plain);
    }
    return results;
  }

  private ResultRecord record(List<VariantResult> results) {
    SortedSet<String> assumed = new TreeSet<>();
    tallies.forEach(tally -> tally.guesses().forEach(leaf -> assumed.add(leaf.path())));
    PlannedVariant first = plan.variants().get(0);
    return new ResultRecord(
        plan.name(),
        plan.platform(),
        ContentHash.of(plan),
        first.scenario().run().seed(),
        results,
        List.copyOf(assumed),
        new ResultRecord.LawCheck(lawsChecked, List.of()),
        Expectations.judge(plan.expectations(), plan.variants(), results));
  }
}
