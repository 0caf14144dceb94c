package io.pilsim.experiment.sweep;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Progress;
import io.pilsim.platform.RunOutcome;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.Runner;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.RunBudget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs the trials of a sweep that a journal does not have yet: the first replication of every row,
 * then more where chance plays a part. Those that are expected to take longest begin first.
 */
public final class SweepRun {
  /**
   * What became of the trials.
   *
   * @param reused found in the journal
   * @param failed of all, those without values
   */
  public record Outcome(List<SweepRow> rows, long reused, long run, long failed) {
    public Outcome {
      rows = List.copyOf(rows);
    }

    /** Of rows whose trials have all been found. */
    public static Outcome found(List<SweepRow> rows, Journal journal) {
      Set<String> keys = new HashSet<>();
      rows.forEach(row -> keys.addAll(row.keys(journal)));
      long failed = keys.stream().filter(key -> !journal.hasValues(key)).count();
      return new Outcome(rows, keys.size(), 0, failed);
    }
  }

  private final SweepPlan plan;
  private final Runner runner;
  private final EngineKind engine;
  private final Progress progress;
  private final Journal journal;
  private final Map<String, Long> costs =
      new HashMap<>(); // of a variant's trial, the dearest so far
  private long reused;
  private long run;

  public SweepRun(
      SweepPlan plan, Runner runner, EngineKind engine, Progress progress, Journal journal) {
    this.plan = plan;
    this.runner = runner;
    this.engine = engine;
    this.progress = progress;
    this.journal = journal;
  }

  private record Job(SweepRow row, int replication, long expectedNs) {
    String key() {
      return row.key(replication);
    }
  }

  public Outcome run(Shard shard, int threads) {
    List<SweepRow> rows = rows(shard, threads);
    Set<String> seen = new HashSet<>();
    List<Job> firsts = new ArrayList<>();
    rows.forEach(row -> add(row, 0, seen, firsts));
    probe(firsts, threads);
    run(firsts, threads);
    List<Job> rest = new ArrayList<>();
    for (SweepRow row : rows) {
      if (journal.usedChance(row.key(0))) {
        for (int replication = 1; replication < row.replications(); replication++) {
          add(row, replication, seen, rest);
        }
      }
    }
    run(rest, threads);
    long failed = seen.stream().filter(key -> !journal.hasValues(key)).count();
    return new Outcome(rows, reused, run, failed);
  }

  /** Plans every point, on all threads; only what identifies the trials is kept. */
  private List<SweepRow> rows(Shard shard, int threads) {
    List<Integer> points = shard.points(plan.design().size());
    List<List<SweepRow>> planned = new ArrayList<>();
    points.forEach(any -> planned.add(List.of()));
    TrialHash hash = new TrialHash();
    Workers.each(
        points.size(), threads, index -> planned.set(index, rows(points.get(index), hash)));
    return planned.stream().flatMap(List::stream).toList();
  }

  private List<SweepRow> rows(int point, TrialHash hash) {
    List<SweepRow> rows = new ArrayList<>();
    List<String> over = plan.design().values(point);
    for (PlannedVariant variant : plan.at(point).variants()) {
      RunBudget budget = variant.scenario().run();
      rows.add(
          new SweepRow(
              point,
              over,
              rows.size(),
              variant.name(),
              hash.of(variant),
              budget.seed(),
              budget.replications()));
    }
    return rows;
  }

  private void add(SweepRow row, int replication, Set<String> seen, List<Job> jobs) {
    String key = row.key(replication);
    if (!seen.add(key)) {
      return;
    }
    if (journal.has(key)) {
      reused++;
      learn(row, journal.costNs(key));
      return;
    }
    long expected = replication == 0 ? 0 : journal.costNs(row.key(0));
    jobs.add(new Job(row, replication, expected));
  }

  private synchronized void learn(SweepRow row, long costNs) {
    costs.merge(row.variant(), costNs, Math::max);
  }

  /**
   * One trial of each variant that nothing is known of: the others are expected to cost the same.
   */
  private void probe(List<Job> jobs, int threads) {
    Set<String> unknown = new HashSet<>();
    List<Job> probes =
        jobs.stream()
            .filter(job -> !costs.containsKey(job.row.variant()) && unknown.add(job.row.variant()))
            .toList();
    run(probes, threads);
    jobs.removeAll(probes);
  }

  private void run(List<Job> jobs, int threads) {
    List<Job> longestFirst = new ArrayList<>();
    for (Job job : jobs) {
      long expected =
          job.expectedNs > 0 ? job.expectedNs : costs.getOrDefault(job.row.variant(), 0L);
      longestFirst.add(new Job(job.row, job.replication, expected));
    }
    longestFirst.sort(Comparator.comparingLong((Job job) -> -job.expectedNs));
    progress.begin(jobs.size());
    Workers.each(jobs.size(), threads, index -> run(longestFirst.get(index)));
    run += jobs.size();
  }

  private void run(Job job) {
    long begin = System.nanoTime();
    Trial trial;
    try {
      trial = trial(job, begin);
    } catch (BadInputException e) {
      String reason = String.join("; ", e.lines());
      trial = Trial.failed(job.key(), Trial.Status.FAILED, reason, System.nanoTime() - begin);
    } catch (RuntimeException e) {
      trial = Trial.failed(job.key(), Trial.Status.BROKEN, e.toString(), System.nanoTime() - begin);
    }
    journal.append(trial);
    learn(job.row, trial.costNs());
    progress.step();
  }

  private Trial trial(Job job, long begin) {
    PlannedVariant variant = plan.at(job.row.point()).variants().get(job.row.order());
    RunSpec spec =
        new RunSpec(
            variant.scenario(), variant.model().reader(), job.row.seed(), job.replication, engine);
    SortedMap<String, Integer> warmup =
        job.replication == 0 ? new TreeMap<>() : journal.get(job.row.key(0)).warmup();
    RunOutcome outcome = runner.run(spec);
    return Trial.of(job.key(), outcome, warmup, System.nanoTime() - begin);
  }
}
