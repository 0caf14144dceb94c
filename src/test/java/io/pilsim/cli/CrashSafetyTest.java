package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.scenario.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real processes that end before they are done, or that nobody reads. What has a final name is
 * complete. {@code -Dpilsim.slow=true} kills forty times.
 */
final class CrashSafetyTest {
  private static final int KILLS = Boolean.getBoolean("pilsim.slow") ? 40 : 2;
  private static final String MAPS =
      """
      scenario: maps
      platform: gem5-smmuv3
      workload: {flow: map-unmap, buffer: 4 KiB, pairs: 4, warmup_pairs: 2, think: 300 ns, device: none, cpus: 2}
      run: {replications: %d}
      """;

  @TempDir private Path folder;
  private Workbench bench;

  @BeforeEach
  void makeBench() {
    bench = new Workbench(folder);
  }

  private Path results(String name) {
    return folder.resolve(name).resolve("maps");
  }

  private String[] run(String scenario, String results, Path timeline) {
    return new String[] {
      "run", scenario, "-o", folder.resolve(results).toString(), "--timeline", timeline.toString()
    };
  }

  /** Of a folder, but for what was begun and has no name yet. */
  private static List<Path> named(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> !each.getFileName().toString().startsWith(".pilsim-")).toList();
    }
  }

  @Test
  void killedAtAnyMomentWhatHasANameIsComplete() throws Exception {
    String scenario = bench.write("maps.yaml", MAPS.formatted(20)).toString();
    Program program = new Program(folder);
    Path timeline = folder.resolve("whole.json");
    long began = System.nanoTime();
    assertEquals(0, program.run(run(scenario, "whole", timeline)).status());
    long wholeMs = (System.nanoTime() - began) / 1_000_000;
    Random random = new Random(11);
    for (int i = 0; i < KILLS; i++) {
      Path folderOfTimeline = folder.resolve("timelines" + i);
      String name = "killed" + i;
      Process process = program.start(run(scenario, name, folderOfTimeline.resolve("whole.json")));
      process.waitFor(wholeMs / 2 + random.nextInt((int) wholeMs / 2 + 1), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      for (Path file : named(results(name))) {
        if (!file.endsWith("environment.json")) { // says how long it took
          assertSameBytes(results("whole").resolve(file.getFileName()), file);
        }
      }
      for (Path file : named(folderOfTimeline)) {
        assertSameBytes(timeline, file);
      }
      if (Files.exists(results(name).resolve("result.json"))) {
        assertEquals(named(results("whole")).size(), named(results(name)).size());
      }
    }
  }

  private static void assertSameBytes(Path expected, Path actual) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(expected), Files.readAllBytes(actual), actual + " is not complete");
  }

  /** 128 and the signal's number, as for any program. */
  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalLeavesOneLineAndNothingElse(String signal, int status) throws Exception {
    String scenario = bench.write("maps.yaml", MAPS.formatted(1_000_000)).toString();
    Program program = new Program(folder);
    Process endless = program.start(run(scenario, "results", folder.resolve("maps.json")));
    assertTrue(!endless.waitFor(2, TimeUnit.SECONDS), "still runs");
    Program.signal(endless, signal);
    String line = "pilsim: interrupted; what was finished is kept\n";
    assertEquals(new Program.Ended(status, "", line), program.ended(endless));
    assertTrue(Files.notExists(results("results")) && Files.notExists(folder.resolve("maps.json")));
  }

  /** As behind {@code | head}: a reader that leaves has read what it wanted. */
  @Test
  void aReaderThatLeavesChangesNothing() throws Exception {
    String scenario = bench.write("maps.yaml", MAPS.formatted(2)).toString();
    String[] args = {"run", scenario, "-o", folder.resolve("results").toString()};
    Program program = new Program(folder);
    Process process = program.builder(args).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
    process.getInputStream().close();
    assertEquals(new Program.Ended(0, "", ""), program.ended(process));
    assertTrue(Files.exists(results("results").resolve("result.json")));
  }

  @Test
  void whatCannotBeWrittenToStandardOutputIsALine() throws Exception {
    String scenario = bench.write("maps.yaml", MAPS.formatted(2)).toString();
    String[] args = {"run", scenario, "-o", folder.resolve("results").toString()};
    Program program = new Program(folder);
    Process process = program.builder(args).redirectOutput(Path.of("/dev/full").toFile()).start();
    String line = "pilsim: standard output could not be written: No space left on device\n";
    assertEquals(new Program.Ended(2, "", line), program.ended(process));
    assertTrue(Files.exists(results("results").resolve("result.json")));
  }

  /** What was planned is run; the journal, which nobody can find any more, is left out. */
  @Test
  void aFolderThatVanishesIsMadeAgain() throws Exception {
    String scenario = bench.write("maps.yaml", MAPS.formatted(1)).toString();
    String out = folder.resolve("results").toString();
    String over = "gem5-smmuv3.linux.iommu.map_call=200 ns..1800 ns:40";
    String[] args = {"sweep", scenario, "--over", over, "-o", out, "--threads", "1"};
    Program program = new Program(folder);
    Process process = program.start(args);
    Path journal = results("results").resolve("journal.jsonl");
    while (process.isAlive() && !(Files.exists(journal) && Files.size(journal) > 0)) {
      Thread.sleep(10);
    }
    Files.deleteIfExists(journal);
    Files.deleteIfExists(results("results"));
    assertEquals(0, program.ended(process).status());
    assertEquals(41, Files.readAllLines(results("results").resolve("sweep.csv")).size());
  }
}
