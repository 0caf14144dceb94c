package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pilsim.platform.scenario.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real processes whose outputs go to a file system that is full, or that cannot be written: one of
 * a namespace of our own, where the system lets us make one.
 */
final class FullDiskTest {
  private static final String MAPS =
      """
      scenario: maps
      platform: sa8775p
      workload: {flow: map-unmap, buffer: 4 KiB, pairs: 20, warmup_pairs: 2, device: none}
      gate: [{metric: map.latency, better: lower, max_change: 0}]
      """;

  @TempDir private Path folder;
  private String scenario;
  private Path disk;

  @BeforeEach
  void makeBench() throws Exception {
    scenario = new Workbench(folder).write("maps.yaml", MAPS).toString();
    disk = Files.createDirectory(folder.resolve("disk"));
    String mount = "mount -t tmpfs none " + disk;
    assumeTrue(
        Program.works("unshare", "-r", "-m", "sh", "-c", mount), "no file systems of our own here");
  }

  /** Runs it with a file system at {@code disk}, and lists afterwards what is there. */
  private Program.Ended on(String mounted, List<String> args) throws Exception {
    String listing = folder.resolve("listing").toString();
    String script =
        "mount -t tmpfs -o "
            + mounted
            + " none "
            + disk
            + "; \"$@\"; s=$?; "
            + "find "
            + disk
            + " -type f >"
            + listing
            + "; exit $s";
    Program program =
        new Program(folder).startedBy("unshare", "-r", "-m", "sh", "-c", script, "sh");
    return program.run(args.toArray(String[]::new));
  }

  private List<String> left() throws IOException {
    return Files.readAllLines(folder.resolve("listing"));
  }

  private List<String> arguments(String command) {
    List<String> args = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      args.add(word.replace("SCENARIO", scenario).replace("DISK", disk.toString()));
    }
    return args;
  }

  private static void assertOneLineAndTwo(Program.Ended ended, String reason) {
    assertEquals(2, ended.status(), ended.err());
    assertTrue(ended.err().startsWith("pilsim: cannot write "), ended.err());
    assertTrue(ended.err().endsWith(reason + "\n"), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run SCENARIO --quiet -o DISK",
        "run SCENARIO --quiet -o DISK/../results --timeline DISK/maps.json",
        "sweep SCENARIO --quiet --over sa8775p.linux.iommu.map_call=1us,2us,3us -o DISK",
        "gate SCENARIO --quiet --baseline DISK/baseline --accept --reason why -o DISK/../results",
      })
  void nothingHasANameOnAFullDisk(String command) throws Exception {
    // a page for the folders' names and none for content
    assertOneLineAndTwo(on("size=4k", arguments(command)), "No space left on device");
    assertTrue(left().stream().allMatch(file -> file.endsWith("journal.jsonl")), left().toString());
  }

  @Test
  void aFolderThatCannotBeWrittenIsFoundBeforeAnythingRuns() throws Exception {
    List<String> endless =
        arguments("run SCENARIO --quiet --set run.replications=1000000 -o DISK/results");
    assertOneLineAndTwo(on("ro", endless), "disk/results: not allowed");
    assertEquals(List.of(), left());
  }

  /** It is written to, and stays what it is. */
  @Test
  void aDeviceAsOutputIsNotReplaced() throws Exception {
    List<String> args = arguments("run SCENARIO --quiet -o DISK/../results --json /dev/full");
    assertOneLineAndTwo(new Program(folder).run(args.toArray(String[]::new)), "on device");
    assertTrue(Files.exists(Path.of("/dev/full")) && !Files.isRegularFile(Path.of("/dev/full")));
  }
}
