package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.SimulationRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} and {@code calibrate} in the checkout itself. */
final class ReplayCommandTest {
  private static final String TRACE = "scenarios/traces/boot-adsp.trace";

  @TempDir private Path folder;

  private static Session.Said run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Path.of(""),
            new SimulationRun(),
            false,
            false);
    int status = PilsimCommand.execute(console, arguments);
    return new Session.Said(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void saysWhatTheTraceWasAndWhatItComesTo() {
    Session.Said said = run("replay", TRACE);
    assertEquals("", said.err());
    assertEquals(0, said.status());
    assertTrue(said.out().startsWith(TRACE + ": 42 lines, 41 events that matter, 62.8 ms\n"));
    assertTrue(said.out().contains("\n  leaf PTEs             585 "), said.out());
    assertTrue(said.out().lines().allMatch(line -> line.length() <= 80), said.out());
    assertFalse(said.out().contains("what is missing"));
  }

  @Test
  void linesThatCannotBeReadAreNamed() throws IOException {
    Path damaged =
        Files.writeString(
            folder.resolve("x.trace"), Files.readString(Path.of(TRACE)).replace("paddr=", "pa="));
    Session.Said said = run("replay", damaged.toString());
    assertEquals(0, said.status());
    assertTrue(said.out().contains("  19 lines that cannot be read\n"), said.out());
    assertTrue(said.out().contains("x.trace:13: "), said.out());
  }

  @Test
  void whatIsNoTraceIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.trace"), "hello\n");
    Session.Said said = run("replay", file.toString());
    assertEquals(2, said.status());
    assertEquals(1, said.err().lines().count());
    assertEquals(2, run("replay", folder.resolve("none").toString()).status());
    assertEquals(2, run("replay", folder.toString()).status());
    assertEquals(2, run("replay", TRACE, "--platform", "nonsuch").status());
  }

  @Test
  void jsonIsOneDocument() {
    Session.Said said = run("replay", TRACE, "--json", "-");
    assertTrue(said.out().startsWith("{\n  \"format\": \"pilsim-replay/1\",\n"), said.out());
    assertTrue(said.out().contains("\"leaf_ptes\": 585"));
  }

  @Test
  void aCalibrationNeverWritesOverAPlatform() {
    Session.Said said = run("calibrate", "sa8775p", "--from", TRACE, "-o", "model/sa8775p");
    assertEquals(2, said.status());
    assertEquals("-o: model/sa8775p: is there already, expected a new folder\n", said.err());
  }
}
