package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.sweep.Journal;
import io.pilsim.platform.scenario.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep in processes that are killed without warning. {@code -Dpilsim.slow=true} runs 10,000
 * trials in a heap of 128 MiB and kills ten times.
 */
final class SweepKillTest {
  private static final boolean SLOW = Boolean.getBoolean("pilsim.slow");
  private static final int POINTS = SLOW ? 10_000 : 60;
  private static final int KILLS = SLOW ? 10 : 2;
  private static final Pattern TRIALS = Pattern.compile("\"reused\": (\\d+), \"run\": (\\d+)");
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;
  private String scenario;

  @BeforeEach
  void write() {
    scenario =
        new Workbench(folder)
            .write(
                "short.yaml",
                """
                scenario: short
                platform: sa8775p
                workload:
                  {flow: map-unmap, buffer: 4 KiB, pairs: 5, warmup_pairs: 2, device: none}
                """)
            .toString();
  }

  private Process start(String results, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("sweep", scenario, "--threads", "2"));
    args.addAll(List.of("--over", "sa8775p.linux.iommu.map_call=200 ns..1800 ns:" + POINTS));
    args.addAll(List.of("--json", "-", "-o", folder.resolve(results).toString()));
    args.addAll(List.of(more));
    return new Program(folder)
        .options("-Xmx128m")
        .builder(args.toArray(String[]::new))
        .redirectOutput(folder.resolve(results + ".out").toFile())
        .redirectError(folder.resolve(results + ".err").toFile())
        .start();
  }

  private void runToTheEnd(String results, String... more) throws Exception {
    int status = start(results, more).waitFor();
    assertEquals(0, status, Files.readString(folder.resolve(results + ".err")));
  }

  private Path file(String results, String name) {
    return folder.resolve(results).resolve("short").resolve(name);
  }

  private long journalBytes(String results) throws IOException {
    Path journal = file(results, "journal.jsonl");
    return Files.exists(journal) ? Files.size(journal) : 0;
  }

  /** Once more has been kept than before, at any moment of the next second. */
  private void killSome(String results, Random random) throws Exception {
    long before = journalBytes(results);
    Process process = start(results);
    while (process.isAlive() && journalBytes(results) <= before) {
      Thread.sleep(20);
    }
    Thread.sleep(random.nextInt(SLOW ? 1000 : 100));
    process.destroyForcibly();
    assertEquals(KILLED, process.waitFor(), "it was over before it was killed");
    assertTrue(!Files.exists(file(results, "sweep.csv")));
  }

  @Test
  void killedAgainAndAgainItComesToTheSameBytes() throws Exception {
    runToTheEnd("whole");
    Random random = new Random(1);
    for (int i = 0; i < KILLS; i++) {
      killSome("killed", random);
    }
    runToTheEnd("killed");
    Matcher trials = TRIALS.matcher(Files.readString(folder.resolve("killed.out")));
    assertTrue(trials.find());
    int reused = Integer.parseInt(trials.group(1));
    assertTrue(reused > 0, "nothing was kept");
    assertEquals(POINTS, reused + Integer.parseInt(trials.group(2)));
    assertArrayEquals(
        Files.readAllBytes(file("whole", "sweep.csv")),
        Files.readAllBytes(file("killed", "sweep.csv")));
    if (SLOW) { // SweepCommandTest has a short one, in one process
      shardsComeToTheSameBytes();
    }
  }

  @Test
  void aFolderThatAnotherProcessWritesToIsLeftAlone() throws Exception {
    runToTheEnd("mine");
    byte[] before = Files.readAllBytes(file("mine", "journal.jsonl"));
    Journal held = Journal.open(file("mine", "journal.jsonl")); // and reads it
    try {
      assertEquals(2, start("mine").waitFor());
    } finally {
      held.close();
    }
    String errors = Files.readString(folder.resolve("mine.err"));
    assertTrue(errors.contains("another sweep writes here now"), errors);
    assertArrayEquals(before, Files.readAllBytes(file("mine", "journal.jsonl")));
  }

  private void shardsComeToTheSameBytes() throws Exception {
    List<String> merge = new ArrayList<>(List.of("merge"));
    for (int i = 1; i <= 3; i++) {
      runToTheEnd("shard" + i, "--shard", i + "/3");
      merge.add(folder.resolve("shard" + i).resolve("short").toString());
    }
    merge.addAll(List.of("-o", folder.resolve("merged").toString()));
    assertEquals(0, new Session(folder).run(merge.toArray(new String[0])).status());
    assertArrayEquals(
        Files.readAllBytes(file("whole", "sweep.csv")),
        Files.readAllBytes(file("merged", "sweep.csv")));
  }
}
