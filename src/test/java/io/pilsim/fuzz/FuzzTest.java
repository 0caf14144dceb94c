package io.pilsim.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.sweep.SweepTargets;
import io.pilsim.experiment.validation.CaseTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every reader of files that somebody gave us, for a moment each. Longer, with {@code -Pfuzz}:
 * {@code -Dfuzz.seconds=N} of processor time for each target, {@code -Dfuzz.inputs=N} at most,
 * {@code -Dfuzz.targets=REGEX} of them, {@code -Dfuzz.from=SEED}.
 */
@Execution(ExecutionMode.CONCURRENT)
final class FuzzTest {
  private static final double SECONDS = Double.parseDouble(property("seconds", "0.5"));
  private static final long INPUTS = Long.parseLong(property("inputs", "" + Long.MAX_VALUE));
  private static final long FROM = Long.parseLong(property("from", "0"));
  private static final String TARGETS = property("targets", ".*");
  private static final long STUCK_S = 60;
  private static final List<FuzzTally> TALLIES = Collections.synchronizedList(new ArrayList<>());

  private static String property(String name, String otherwise) {
    String given = System.getProperty("pilsim.fuzz." + name, "");
    return given.isEmpty() ? otherwise : given;
  }

  static List<FuzzTarget> targets() throws Exception {
    List<FuzzTarget> all = new ArrayList<>(BinaryTargets.all());
    all.addAll(TextTargets.all());
    all.addAll(SweepTargets.all());
    all.addAll(CaseTargets.all());
    return all;
  }

  @TestFactory
  Stream<DynamicTest> onlyDeclaredErrorsLeaveAndMemoryAndTimeAreBounded() throws Exception {
    return targets().stream()
        .filter(target -> target.name().matches(TARGETS))
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzz(target)));
  }

  private static void fuzz(FuzzTarget target) throws Exception {
    Fuzzer fuzzer = new Fuzzer(target);
    FuzzTally tally = watched(target, fuzzer, () -> fuzzer.run(FROM, SECONDS, INPUTS));
    TALLIES.add(tally);
    assertTrue(tally.refused() > 0, "nothing was refused");
    assertTrue(tally.refused() < tally.inputs(), "everything was refused");
  }

  /**
   * In a thread of its own: a reader that never ends is a failure, and not the end of the tests.
   */
  private static FuzzTally watched(FuzzTarget target, Fuzzer fuzzer, Callable<FuzzTally> run)
      throws Exception {
    FutureTask<FuzzTally> task = new FutureTask<>(run);
    Thread thread = new Thread(task, "fuzz-" + target.name());
    thread.setDaemon(true);
    thread.start();
    byte[] before = {};
    while (true) {
      try {
        return task.get(STUCK_S, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        if (fuzzer.reading() == before) {
          AssertionError stuck = Fuzzer.failure(target, "stuck", before, "does not end", null);
          stuck.setStackTrace(thread.getStackTrace());
          throw stuck;
        }
        before = fuzzer.reading();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AssertionError failure) {
          throw failure;
        }
        throw e;
      }
    }
  }

  @AfterAll
  static void print() throws IOException {
    List<String> rows = new ArrayList<>(List.of(FuzzTally.HEADER));
    System.out.println(FuzzTally.heading());
    TALLIES.sort(Comparator.comparing(FuzzTally::kind).thenComparing(FuzzTally::target));
    for (FuzzTally tally : TALLIES) {
      System.out.println(tally.line());
      rows.add(tally.csv());
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target/fuzz.csv"), rows);
  }
}
