package io.pilsim.report.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of what two variants do: a boot on each host, with every unit of the chip. */
final class TimelineFileTest {
  private static final String SCENARIO =
      """
      scenario: hosts
      platform: sa8775p
      workload: {flow: recovery, remoteprocs: [adsp]}
      variants:
        kvm: {host: kvm}
        qhee: {host: qhee}
      """;

  @TempDir private Path folder;

  private byte[] written(String name, Window window) throws IOException {
    Path scenario = Files.writeString(folder.resolve("hosts.yaml"), SCENARIO);
    ScenarioPlan plan =
        ScenarioPlan.load(scenario, new ModelFiles(Path.of("model")), List.of(), List.of());
    SimulationRun runner = new SimulationRun();
    Path file = folder.resolve(name);
    new TimelineFile(file, window)
        .write(
            plan.variants().stream()
                .map(each -> new RecordedRun(each.name(), trace -> run(runner, each, trace)))
                .toList());
    return Files.readAllBytes(file);
  }

  private static void run(SimulationRun runner, PlannedVariant each, TraceSink trace) {
    runner.run(
        new RunSpec(each.scenario(), each.model().reader(), 1, 0, EngineKind.DEFAULT, trace));
  }

  @Test
  void bothFormatsSayTheSame() throws IOException, FormatException {
    List<String> perfetto = ShownEvents.ofPerfetto(written("a.perfetto-trace", Window.ALL));
    List<String> chrome = ShownEvents.ofChrome(written("a.json", Window.ALL));
    assertEquals(perfetto, chrome);
    assertTrue(perfetto.size() > 10_000, "events: " + perfetto.size());
    for (String kind : List.of("begin", "end", "instant", "counter")) {
      assertTrue(perfetto.stream().anyMatch(event -> event.startsWith(kind)), kind);
    }
  }

  @Test
  void theSameRunGivesTheSameBytes() throws IOException {
    Window window = new Window(2_000_000_000L, 3_000_000_000L);
    byte[] first = written("a.perfetto-trace", window);
    byte[] second = written("b.perfetto-trace", window);
    assertEquals(List.of(bytes(first)), List.of(bytes(second)));
  }

  private static String bytes(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  @Test
  void slicesOfEveryTrackNestAndEnd() throws IOException {
    Map<String, Deque<Long>> open = new HashMap<>();
    for (String event : ShownEvents.ofPerfetto(written("a.perfetto-trace", Window.ALL))) {
      String[] parts = event.split("\\|", -1);
      String track = parts[2];
      long at = timeOf(event);
      Deque<Long> stack = open.computeIfAbsent(track, any -> new ArrayDeque<>());
      if (parts[0].equals("begin")) {
        assertTrue(stack.isEmpty() || stack.peek() <= at, track);
        stack.push(at);
      } else if (parts[0].equals("end")) {
        assertTrue(stack.pop() <= at, track);
      }
    }
    assertTrue(open.values().stream().allMatch(Deque::isEmpty));
  }

  @Test
  void aWindowCutsWhatReachesOverItsEndsAndKeepsTheRest() throws IOException {
    long fromNs = 5_000_000;
    long toNs = 8_900_000;
    List<String> all = ShownEvents.ofPerfetto(written("a.perfetto-trace", Window.ALL));
    Window window = new Window(fromNs * 1_000, toNs * 1_000);
    List<String> cut = ShownEvents.ofPerfetto(written("b.perfetto-trace", window));
    assertFalse(cut.isEmpty());
    assertTrue(cut.stream().allMatch(e -> timeOf(e) >= fromNs && timeOf(e) <= toNs));
    List<String> inside = all.stream().filter(e -> timeOf(e) > fromNs && timeOf(e) < toNs).toList();
    assertEquals(inside, cut.stream().filter(e -> timeOf(e) > fromNs && timeOf(e) < toNs).toList());
    assertEquals(
        cut.stream().filter(e -> e.startsWith("begin")).count(),
        cut.stream().filter(e -> e.startsWith("end")).count());
  }

  private static long timeOf(String event) {
    return Long.parseLong(event.split("\\|", -1)[1]);
  }

  /** protoc is independent of what wrote the file; CI installs it. */
  @Test
  void protocReadsEveryFieldByItsName() throws IOException, InterruptedException {
    assumeTrue(hasProtoc(), "protoc is not installed");
    written("a.perfetto-trace", new Window(0, 9_000_000_000L));
    Process protoc =
        new ProcessBuilder(
                "protoc",
                "--proto_path=src/test/resources/perfetto",
                "--decode=pilsim.perfetto.Trace",
                "trace.proto")
            .redirectInput(folder.resolve("a.perfetto-trace").toFile())
            .redirectOutput(folder.resolve("a.txt").toFile())
            .start();
    assertEquals(0, protoc.waitFor());
    List<String> lines = Files.readAllLines(folder.resolve("a.txt"));
    assertTrue(lines.stream().noneMatch(line -> line.strip().matches("\\d+[: ].*")));
    int packets =
        ShownEvents.ofPerfetto(Files.readAllBytes(folder.resolve("a.perfetto-trace"))).size();
    assertEquals(
        packets, lines.stream().filter(line -> line.startsWith("  track_event {")).count());
    assertTrue(lines.contains("    type: TYPE_SLICE_BEGIN"));
    assertTrue(lines.contains("      process_name: \"qhee\""));
  }

  private static boolean hasProtoc() {
    try {
      return new ProcessBuilder("protoc", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  @Test
  void anotherEndingIsRefusedBeforeAnythingRuns() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> new TimelineFile(Path.of("boot.trace"), Window.ALL));
    assertEquals(
        List.of(
            "--timeline: 'boot.trace' has no format, expected a name that ends in"
                + " .perfetto-trace or .json"),
        e.lines());
  }

  @Test
  void aRunThatFailsLeavesNoFile() throws IOException {
    Path file = folder.resolve("x.json");
    TimelineFile timeline = new TimelineFile(file, Window.ALL);
    RecordedRun failing =
        new RecordedRun(
            "x",
            trace -> {
              throw new BadInputException("no");
            });
    assertThrows(BadInputException.class, () -> timeline.write(List.of(failing)));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
