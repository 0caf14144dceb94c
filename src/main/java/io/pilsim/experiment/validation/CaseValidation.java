package io.pilsim.experiment.validation;

import io.pilsim.experiment.Progress;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.RequestResults;
import io.pilsim.formats.cases.RequestResults.Column;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.validation.CaseRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the cases of a folder and compares them with their results. */
public final class CaseValidation {
  /** The columns of {@code cases.csv} that are compared. */
  public static final List<String> COLUMNS =
      List.of(
          "utlb_lookups",
          "utlb_misses",
          "mtlb_lookups",
          "mtlb_misses",
          "cfg_misses",
          "walk_lookups",
          "walk_misses",
          "ptw_count",
          "pte_reads",
          "xlat_mean_ps",
          "sim_ps");

  /** The fraction of requests whose times and address are all equal. */
  public static final String REQUESTS_EQUAL = "requests_equal";

  private static final List<Column> OF_A_REQUEST =
      List.of(Column.ACCEPT, Column.RECV, Column.XLAT, Column.ISSUE, Column.PA);

  private CaseValidation() {}

  /**
   * What one case came to.
   *
   * @param wrongAddresses requests that did not come out where the tables say
   * @param brokenLaws of the components' statistics
   */
  public record CaseResult(
      String name, List<ValidationCell> cells, int wrongAddresses, List<String> brokenLaws) {
    public boolean ok() {
      return brokenLaws.isEmpty() && cells.stream().allMatch(ValidationCell::ok);
    }
  }

  /**
   * Runs all cases of a folder, and gives their results in its order. Throws with every mistake in
   * its files.
   *
   * @param likeGem5 with gem5's known defects and its order of events
   */
  public static List<CaseResult> run(
      CaseFolder folder, boolean likeGem5, int threads, Progress progress) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      progress.begin(folder.cases().size());
      List<Future<CaseResult>> running = new ArrayList<>();
      for (CsvRow row : folder.cases()) {
        running.add(workers.submit(() -> run(folder, row, likeGem5)));
      }
      List<CaseResult> results = new ArrayList<>();
      List<String> mistakes = new ArrayList<>();
      for (Future<CaseResult> result : running) {
        await(result, results, mistakes);
        progress.step();
      }
      if (!mistakes.isEmpty()) {
        throw new BadInputException(mistakes);
      }
      return results;
    } finally {
      workers.shutdownNow();
    }
  }

  private static void await(
      Future<CaseResult> running, List<CaseResult> results, List<String> mistakes) {
    try {
      results.add(running.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FormatException format) {
        mistakes.add(format.getMessage());
      } else if (e.getCause() instanceof BadInputException input) {
        mistakes.addAll(input.lines());
      } else {
        throw new IllegalStateException("a case failed", e.getCause());
      }
    }
  }

  private static CaseResult run(CaseFolder folder, CsvRow row, boolean likeGem5)
      throws FormatException {
    RequestList requests = folder.requests(row);
    RequestResults published = folder.results(row);
    if (published.size() != requests.size()) {
      throw row.wrong("name", requests.size() + " requests, results of " + published.size());
    }
    CaseRun.Outcome outcome = CaseRun.run(row, requests, likeGem5);
    Optional<CaseFolder.Tolerance> tolerance = folder.tolerance(row);
    String name = row.text("name");
    SortedMap<String, String> place = new TreeMap<>();
    place.put("group", row.text("group"));
    List<ValidationCell> cells = new ArrayList<>();
    for (String column : COLUMNS) {
      double simulated = outcome.metrics().getOrDefault(column, 0.0);
      OptionalDouble allowed =
          tolerance.isEmpty()
              ? OptionalDouble.empty()
              : OptionalDouble.of(tolerance.get().of(column));
      cells.add(new ValidationCell(name, place, column, row.real(column), simulated, allowed, "p"));
    }
    OptionalDouble allowed =
        tolerance.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(tolerance.get().exact() ? 0 : 1);
    double equal = equal(published, outcome.requests());
    cells.add(new ValidationCell(name, place, REQUESTS_EQUAL, 1, equal, allowed, "p"));
    return new CaseResult(name, cells, outcome.wrongAddresses(), outcome.brokenLaws());
  }

  private static double equal(RequestResults published, RequestResults simulated) {
    int equal = 0;
    for (int i = 0; i < published.size(); i++) {
      boolean same = true;
      for (Column column : OF_A_REQUEST) {
        same &= published.get(i, column) == simulated.get(i, column);
      }
      equal += same ? 1 : 0;
    }
    return published.size() == 0 ? 1 : (double) equal / published.size();
  }
}
