package io.pilsim.experiment;

import io.pilsim.engine.EngineKind;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;

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
  private long lawsChecked;

  public StudyRun(ScenarioPlan plan, Runner runner, EngineKind engine, Progress progress) {
    this.plan = plan;
    this.runner = runner;
    this.engine = engine;
    this.progress = progress;
    plan.variants().forEach(variant -> tallies.add(new VariantTally(variant)));
  }

  /** Throws {@link BrokenLawException} when a law does not hold in any run. */
  public StudyOutcome run(int threads) {
    long start = System.nanoTime();
    try (Execution execution = new Execution(threads)) {
      replicate(execution);
      List<VariantResult> results = results(execution);
      long events = tallies.stream().mapToLong(VariantTally::events).sum();
      double seconds = (System.nanoTime() - start) / 1e9;
      List<RunRow> rows = new ArrayList<>();
      tallies.forEach(tally -> rows.addAll(tally.rows()));
      return new StudyOutcome(record(results), rows, new RunCost(seconds, events, threads));
    }
  }

  private record Job(int variant, RunSpec spec) {}

  /** Once, and then again where chance played a part. */
  private void replicate(Execution execution) {
    List<Job> first = new ArrayList<>();
    for (int i = 0; i < plan.variants().size(); i++) {
      first.add(job(i, plan.variants().get(i).model(), 0));
    }
    runAll(execution, first);
    List<Job> rest = new ArrayList<>();
    for (int i = 0; i < plan.variants().size(); i++) {
      PlannedVariant variant = plan.variants().get(i);
      int wanted = tallies.get(i).usedChance() ? variant.scenario().run().replications() : 1;
      for (int replication = 1; replication < wanted; replication++) {
        rest.add(job(i, variant.model(), replication));
      }
    }
    runAll(execution, rest);
  }

  private void runAll(Execution execution, List<Job> jobs) {
    progress.begin(jobs.size());
    execution.each(
        works(jobs),
        (index, outcome) ->
            tallies.get(jobs.get(index).variant).add(checked(jobs.get(index), outcome)));
  }

  private List<Callable<RunOutcome>> works(List<Job> jobs) {
    List<Callable<RunOutcome>> works = new ArrayList<>();
    jobs.forEach(
        job ->
            works.add(
                () -> {
                  RunOutcome outcome = runner.run(job.spec);
                  progress.step();
                  return outcome;
                }));
    return works;
  }

  private Job job(int variant, ModelTree model, int replication) {
    PlannedVariant planned = plan.variants().get(variant);
    long seed = planned.scenario().run().seed();
    return new Job(
        variant, new RunSpec(planned.scenario(), model.reader(), seed, replication, engine));
  }

  private RunOutcome checked(Job job, RunOutcome outcome) {
    lawsChecked += outcome.lawsChecked();
    if (!outcome.brokenLaws().isEmpty()) {
      String name = plan.variants().get(job.variant).name();
      throw new BrokenLawException(name, outcome.brokenLaws());
    }
    return outcome;
  }

  /** Two more runs per variant that rests on assumed values: all of them fastest, all slowest. */
  private List<VariantResult> results(Execution execution) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      List<Leaf> guesses = tallies.get(i).guesses();
      if (guesses.stream().anyMatch(Leaf::hasInterval)) {
        for (Ends end : Ends.values()) {
          jobs.add(job(i, end.of(plan.variants().get(i).model(), guesses), 0));
        }
      }
    }
    List<MainMetric> found = new ArrayList<>();
    tallies.forEach(tally -> found.add(new MainMetric(plan.flow().mainMetric())));
    progress.begin(jobs.size());
    execution.each(
        works(jobs),
        (index, outcome) ->
            found.get(jobs.get(index).variant).add(checked(jobs.get(index), outcome)));
    List<VariantResult> results = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      VariantTally tally = tallies.get(i);
      VariantResult plain = tally.result(Optional.empty());
      results.add(tally.result(found.get(i).interval(plain, tally.guesses())));
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
