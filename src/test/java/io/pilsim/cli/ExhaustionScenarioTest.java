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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenario whose expectations are the rules of flow.md 3.4, and what it shows over time. */
final class ExhaustionScenarioTest {
  @TempDir private Path folder;

  @Test
  void holdsAndTellsWhenThePoolFailed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    String scenario = "scenarios/tzmem-exhaustion.yaml";
    int status = PilsimCommand.execute(console, "run", scenario, "-o", folder.toString());
    String said = out.toString(StandardCharsets.UTF_8);
    assertEquals(0, status, said);
    assertTrue(said.contains("\ntzmem of fragmented over time\n"), said);
    assertTrue(said.contains("  request failed       16 KiB    120 KiB\n"), said);
    assertFalse(said.contains("tzmem of five"), "which had enough");

    List<String> lines = Files.readAllLines(folder.resolve("tzmem-exhaustion/series.csv"));
    assertEquals("variant,replication,path,time_ns,value", lines.get(0));
    String last = "";
    long growths = 0;
    for (String line : lines) {
      if (line.startsWith("five,0,tzmem.pool_bytes,")) {
        growths++;
        last = line;
      }
    }
    assertEquals(15, growths, "three areas for each of five");
    assertTrue(last.endsWith(",122880"), last);
    assertEquals(
        1,
        lines.stream()
            .filter(line -> line.startsWith("fragmented,0,tzmem.allocation_failures,"))
            .count());
  }
}
