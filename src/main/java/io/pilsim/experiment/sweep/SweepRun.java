package io.pilsim.experiment.sweep;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.Progress;
import io.pilsim.experiment.Workers;
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

  private static final int PIECE_PER_THREAD = 64;

  private final SweepPlan plan;
  private final Runner runner;
  private final EngineKind engine;
  private final Progress progress;
  private final Journal journal;
  private final TrialHash hash = new TrialHash();
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

  /** A trial to run, planned. */
  private record Job(SweepRow row, int replication, PlannedVariant variant, long expectedNs) {
    String key() {
      return row.key(replication);
    }
  }

  /** A row as it is planned: the plan is not kept for long, it is large. */
  private record Planned(SweepRow row, PlannedVariant variant) {}

  public Outcome run(Shard shard, int threads) {
    List<Integer> points = shard.points(plan.design().size());
    progress.begin(points.size() * plan.base().variants().size());
    List<SweepRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (List<Integer> some : cut(points, threads)) {
      List<Job> jobs = new ArrayList<>();
      for (Planned each : planned(some, threads)) {
        rows.add(each.row);
        if (isNew(each.row, 0, seen)) {
          jobs.add(new Job(each.row, 0, each.variant, expected(each.row)));
        }
      }
      run(jobs, threads);
    }
    replicate(rows, seen, threads);
    long failed = seen.stream().filter(key -> !journal.hasValues(key)).count();
    return new Outcome(rows, reused, run, failed);
  }

  /** More of those that chance plays a part in. */
  private void replicate(List<SweepRow> rows, Set<String> seen, int threads) {
    List<SweepRow> repeated = rows.stream().filter(row -> journal.usedChance(row.key(0))).toList();
    repeated.forEach(row -> progress.begin(row.replications() - 1));
    for (List<SweepRow> some : cut(repeated, threads)) {
      List<Planned> planned =
          planned(some.stream().map(SweepRow::point).distinct().toList(), threads);
      List<Job> jobs = new ArrayList<>();
      for (SweepRow row : some) {
        PlannedVariant variant =
            planned.stream().filter(each -> each.row.equals(row)).findFirst().orElseThrow().variant;
        for (int replication = 1; replication < row.replications(); replication++) {
          if (isNew(row, replication, seen)) {
            jobs.add(new Job(row, replication, variant, journal.costNs(row.key(0))));
          }
        }
      }
      run(jobs, threads);
    }
  }

  /** In pieces that keep all threads busy and are small enough to be held. */
  private static <T> List<List<T>> cut(List<T> all, int threads) {
    int size = PIECE_PER_THREAD * threads;
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      pieces.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return pieces;
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
    return costs.getOrDefault(row.variant(), Long.MAX_VALUE);
  }

  private synchronized void learn(SweepRow row, long costNs) {
    costs.merge(row.variant(), costNs, Math::max);
  }

  private void run(List<Job> jobs, int threads) {
    List<Job> longestFirst = new ArrayList<>(jobs);
    longestFirst.sort(Comparator.comparingLong((Job job) -> -job.expectedNs));
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
    RunSpec spec =
        new RunSpec(
            job.variant.scenario(),
            job.variant.model().reader(),
            job.row.seed(),
            job.replication,
            engine);
    SortedMap<String, Integer> warmup =
        job.replication == 0 ? new TreeMap<>() : journal.get(job.row.key(0)).warmup();
    RunOutcome outcome = runner.run(spec);
    return Trial.of(job.key(), outcome, warmup, System.nanoTime() - begin);
  }
}
