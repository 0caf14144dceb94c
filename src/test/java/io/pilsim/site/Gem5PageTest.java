package io.pilsim.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.platform.validation.CaseRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The page that compares with gem5: its table is made from gem5's published numbers and from runs
 * of the same request lists without gem5's defects. What {@link #table} gives stands there.
 */
final class Gem5PageTest {
  private static final Path PAGE = Path.of("src/site/markdown/smmu-against-gem5.md");
  private static final Path CASES = Path.of("src/test/resources/validation/gem5");

  private record Compared(CsvRow published, CaseRun.Outcome with, CaseRun.Outcome without) {
    String name() throws FormatException {
      return published.text("name");
    }

    double gem5(String column) throws FormatException {
      return published.real(column);
    }
  }

  private static List<Compared> runs() throws IOException, FormatException {
    List<Compared> runs = new ArrayList<>();
    byte[] cases = Files.readAllBytes(CASES.resolve("cases.csv"));
    for (CsvRow row : CsvTable.parse("cases.csv", cases).rows()) {
      String name = row.text("requests_file") + ".csv.gz";
      byte[] packed = Files.readAllBytes(CASES.resolve("requests").resolve(name));
      RequestList requests = RequestList.parse(name, packed);
      runs.add(
          new Compared(row, CaseRun.run(row, requests, true), CaseRun.run(row, requests, false)));
    }
    return runs;
  }

  private static String row(Compared run) throws FormatException {
    double meanPs = run.without().metrics().get("xlat_mean_ps");
    double endPs = run.without().metrics().get("sim_ps");
    double walks = run.without().metrics().get("ptw_count");
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f | %d |",
        run.name(),
        run.gem5("xlat_mean_ps") / 1e3,
        meanPs / 1e3,
        run.gem5("sim_ps") / 1e6,
        endPs / 1e6,
        run.gem5("ptw_count"),
        walks,
        run.with().wrongAddresses());
  }

  private static List<String> table(List<Compared> runs) throws FormatException {
    List<String> lines = new ArrayList<>();
    for (Compared run : runs) {
      lines.add(row(run));
    }
    return lines;
  }

  @Test
  void theTableIsWhatTheRunsComeTo() throws IOException, FormatException {
    List<Compared> runs = runs();
    List<String> page = Files.readAllLines(PAGE);
    List<String> expected = table(runs);
    assertEquals(
        String.join("\n", expected),
        String.join("\n", page.stream().filter(line -> isRowOf(runs, line)).toList()));
  }

  private static boolean isRowOf(List<Compared> runs, String line) {
    return runs.stream().anyMatch(run -> startsWithName(run, line));
  }

  private static boolean startsWithName(Compared run, String line) {
    try {
      return line.startsWith("| " + run.name() + " |");
    } catch (FormatException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withTheSwitchesOnWalksAndTimesAreGem5s() throws IOException, FormatException {
    for (Compared run : runs()) {
      for (String column : List.of("xlat_mean_ps", "sim_ps", "ptw_count", "pte_reads")) {
        assertEquals(run.gem5(column), run.with().metrics().get(column), 0.5, run.name() + column);
      }
      assertEquals(List.of(), run.with().brokenLaws());
    }
  }

  /** What gem5 gets wrong: large pages that miss, nested blocks, streams that wait in vain. */
  @Test
  void withTheSwitchesOffWhatGem5GetsWrongComesOutRight() throws IOException, FormatException {
    for (Compared run : runs()) {
      assertEquals(0, run.without().wrongAddresses(), run.name());
      assertEquals(List.of(), run.without().brokenLaws());
      double walks = run.without().metrics().get("ptw_count");
      double meanPs = run.without().metrics().get("xlat_mean_ps");
      if (run.name().startsWith("P-2m") || run.name().startsWith("N-2m2m")) {
        // one for each page, and for the few requests that were under way when it came
        long pages = run.published().number("map.npages");
        long slots = run.published().number("ifc.xlate_slots");
        assertTrue(walks >= pages && walks < pages + slots, run.name() + ": " + walks);
      }
      if (run.name().startsWith("G-")) {
        assertTrue(meanPs < run.gem5("xlat_mean_ps"), run.name());
      }
    }
  }
}
