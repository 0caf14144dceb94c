package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.SimulationRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of strategies: which is best for what, and what a device can still reach. */
final class StrategiesTest {
  private static final String SCENARIO =
      """
      scenario: four-ways
      platform: sa8775p
      workload: {flow: map-unmap, buffer: 64 KiB, pairs: 20, warmup_pairs: 5, late_reads: true}
      variants:
        strict: {}
        lazy: {workload.invalidation: lazy}
        pooled: {workload.use: pooled}
        identity: {workload: {stages: bypass, late_reads: false}}
      run: {replications: 1}
      """;

  @TempDir private Path folder;
  private String said;

  @BeforeEach
  void run() throws IOException {
    said = run(SCENARIO);
  }

  private String run(String scenario) throws IOException {
    Path file = Files.writeString(folder.resolve("four-ways.yaml"), scenario);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    String results = folder.resolve("results").toString();
    assertEquals(0, PilsimCommand.execute(console, "run", file.toString(), "-o", results));
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What a variant's line says in that part of the overview which has the column. */
  private String lineOf(String variant, String column) {
    List<String> lines = said.lines().toList();
    int at = 0;
    while (!lines.get(at).contains("  " + column)) {
      at++;
    }
    return lines.subList(at, lines.size()).stream()
        .filter(line -> line.startsWith(variant + " "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anOverviewSaysWhatStaysWithinReach() {
    assertTrue(lineOf("strict", "still reachable").endsWith("nothing"), said);
    assertTrue(lineOf("lazy", "still reachable").contains(" MiB for "), said); // 20 of 64 KiB
    assertTrue(lineOf("pooled", "still reachable").endsWith("always: its buffers"), said);
    assertTrue(lineOf("identity", "still reachable").endsWith("always: all memory"), said);
  }

  /** One thread alone: chance plays no part, and 16 pages are 16 descriptors and orders. */
  @Test
  void eachFigureHasItsIntervalOrADash() {
    String times = lineOf("strict", "unmap").replaceAll(" +", " ");
    assertTrue(times.matches("strict [0-9.]+ µs - [0-9.]+ µs - [0-9.]+ µs - [0-9.]+ k/s -"), times);
    String work = lineOf("strict", "walk reads").replaceAll(" +", " ");
    assertTrue(work.matches("strict 16 - 16 - [0-9]+ - .*"), work);
    assertTrue(said.replaceAll("\\s+", " ").contains("a dash where chance plays no part"), said);
  }

  @Test
  void theVerdictNamesThePriceOfWhatIsFastest() {
    String text = said.replaceAll("\\s+", " ");
    int verdict = text.indexOf("which is best for what: ");
    assertTrue(verdict > 0 && text.indexOf("what the columns mean: ") > 0, said);
    String best = text.substring(verdict);
    assertTrue(best.matches(".*least time: (pooled|identity), .* a pair; but .* always.*"), best);
    assertTrue(
        best.contains(
            "least time when the device must reach nothing once unmap has returned: strict, "),
        best);
  }

  @Test
  void aSafeStrategyThatIsFasterTooLeavesNoReasonToBeLazy() throws IOException {
    String variants =
        "variants: {slow: {workload: {invalidation: lazy, think: 1 ms, buffer: 1 MiB}}, fast: {}}";
    String text =
        run(SCENARIO.replaceAll("(?s)variants:.*?run:", variants + "\nrun:"))
            .replaceAll("\\s+", " ");
    assertTrue(text.contains("fast, "), text);
    assertTrue(text.contains("to leave memory reachable for a while gains nothing"), text);
  }

  @Test
  void atSeveralNumbersOfCpusTheVerdictIsWhoGetsMostDone() throws IOException {
    String variants =
        "variants: {strict-1: {}, strict-2: {workload.cpus: 2}, pooled-1: {workload.use: pooled},"
            + " pooled-2: {workload: {use: pooled, cpus: 2}}}";
    String text =
        run(SCENARIO.replaceAll("(?s)variants:.*?run:", variants + "\nrun:"))
            .replaceAll("\\s+", " ");
    assertTrue(text.contains("most buffers a second with 1 CPU: pooled, "), text);
    assertTrue(text.contains("most buffers a second with 2 CPUs: pooled, "), text);
    assertTrue(!text.contains("least time: "), text);
  }

  @Test
  void whatIsNeverUnmappedIsNotShownAsSafe() {
    String exposed =
        said.lines()
            .filter(line -> line.startsWith("  exposed for ") && line.contains("always"))
            .findFirst()
            .orElseThrow();
    assertEquals(2, exposed.split("always", -1).length - 1, exposed);
  }

  @Test
  void nothingIsWiderThanATerminal() {
    assertTrue(said.lines().allMatch(line -> line.length() <= 80), said);
  }
}
