package io.pilsim.experiment.sweep;

import io.pilsim.experiment.Progress;
import io.pilsim.experiment.Workers;
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
import java.util.function.Function;

/**
 * Runs the trials of a sweep that a journal does not have yet: the first replication of every row,
 * then more where chance plays a part. Piece by piece, those that are expected to take longest
 * begin first.
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

  private static final int PIECE_PER_THREAD = 256;

  private final SweepPlan plan;
  private final TrialExecutor executor;
  private final Progress progress;
  private final Journal journal;
  private final TrialHash hash = new TrialHash();
  private final Map<String, Long> costs =
      new HashMap<>(); // of a variant's trial, the dearest so far
  private long reused;
  private long run;

  public SweepRun(SweepPlan plan, TrialExecutor executor, Progress progress, Journal journal) {
    this.plan = plan;
    this.executor = executor;
    this.progress = progress;
    this.journal = journal;
  }

  /** A trial to run, planned. */
  private record Job(SweepRow row, int replication, PlannedVariant variant, long expectedNs) {
    TrialTask task(SortedMap<String, Integer> warmup) {
      return new TrialTask(
          row.key(replication), variant, row.seed(), replication, warmup, expectedNs);
    }
  }

  /** A row as it is planned: the plan is not kept for long, it is large. */
  private record Planned(SweepRow row, PlannedVariant variant) {}

  /**
   * @param threads that plan what is run
   */
  public Outcome run(Shard shard, int threads) {
    List<Integer> points = shard.points(plan.design().size());
    progress.begin(points.size() * plan.base().variants().size());
    List<SweepRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    inPieces(
        points,
        some -> {
          List<Job> jobs = new ArrayList<>();
          for (Planned each : planned(some, threads)) {
            rows.add(each.row);
            if (isNew(each.row, 0, seen)) {
              jobs.add(new Job(each.row, 0, each.variant, expected(each.row)));
            }
          }
          return jobs;
        });
    replicate(rows, seen, threads);
    long failed = seen.stream().filter(key -> !journal.hasValues(key)).count();
    return new Outcome(rows, reused, run, failed);
  }

  /** More of those that chance plays a part in. */
  private void replicate(List<SweepRow> rows, Set<String> seen, int threads) {
    List<SweepRow> repeated = rows.stream().filter(row -> journal.usedChance(row.key(0))).toList();
    repeated.forEach(row -> progress.begin(row.replications() - 1));
    inPieces(
        repeated,
        some -> {
          List<Planned> planned =
              planned(some.stream().map(SweepRow::point).distinct().toList(), threads);
          List<Job> jobs = new ArrayList<>();
          for (SweepRow row : some) {
            replicate(row, planned, seen, jobs);
          }
          return jobs;
        });
  }

  private void replicate(SweepRow row, List<Planned> planned, Set<String> seen, List<Job> jobs) {
    PlannedVariant variant =
        planned.stream().filter(each -> each.row.equals(row)).findFirst().orElseThrow().variant;
    for (int replication = 1; replication < row.replications(); replication++) {
      if (isNew(row, replication, seen)) {
        jobs.add(new Job(row, replication, variant, journal.costNs(row.key(0))));
      }
    }
  }

  /** In pieces that keep the executor busy and are small enough to be held. */
  private <T> void inPieces(List<T> all, Function<List<T>, List<Job>> jobs) {
    int from = 0;
    while (from < all.size()) {
      int to = Math.min(from + PIECE_PER_THREAD * executor.width(), all.size());
      run(jobs.apply(all.subList(from, to)));
      from = to;
    }
  }

  private List<Planned> planned(List<Integer> points, int threads) {
    List<List<Planned>> planned = new ArrayList<>();
    points.forEach(any -> planned.add(List.of()));
    Workers.each(points.size(), threads, index -> planned.set(index, planned(points.get(index))));
    return planned.stream().flatMap(List::stream).toList();
  }

  private List<Planned> planned(int point) {
    List<Planned> rows = new ArrayList<>();
    List<String> over = plan.design().values(point);
    for (PlannedVariant variant : plan.at(point).variants()) {
      RunBudget budget = variant.scenario().run();
      SweepRow row =
          new SweepRow(
              point,
              over,
              rows.size(),
              variant.name(),
              hash.of(variant),
              budget.seed(),
              budget.replications());
      rows.add(new Planned(row, variant));
    }
    return rows;
  }

  private boolean isNew(SweepRow row, int replication, Set<String> seen) {
    String key = row.key(replication);
    boolean first = seen.add(key);
    boolean known = journal.has(key);
    if (first && !known) {
      return true;
    }
    if (first) {
      reused++;
      learn(row, journal.costNs(key));
    }
    progress.begin(-1);
    return false;
  }

  /** Of a row that never ran: as dear as its variant was at its dearest. */
  private synchronized long expected(SweepRow row) {
    return costs.getOrDefault(row.variant(), TrialTask.UNKNOWN);
  }

  private synchronized void learn(SweepRow row, long costNs) {
    costs.merge(row.variant(), costNs, Math::max);
  }

  private void run(List<Job> jobs) {
    List<Job> longestFirst = new ArrayList<>(jobs);
    longestFirst.sort(Comparator.comparingLong((Job job) -> -job.expectedNs));
    List<TrialTask> tasks = longestFirst.stream().map(this::task).toList();
    if (!tasks.isEmpty()) {
      executor.run(tasks, (index, trial) -> done(longestFirst.get(index), trial));
    }
    run += jobs.size();
  }

  private TrialTask task(Job job) {
    return job.task(job.replication == 0 ? new TreeMap<>() : journal.get(job.row.key(0)).warmup());
  }

  private void done(Job job, Trial trial) {
    journal.append(trial);
    learn(job.row, trial.costNs());
    progress.step();
  }
}
