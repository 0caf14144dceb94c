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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of masters that offer more than is carried, end early, or are asked wrongly of. */
final class OverloadTest {
  private static final String NOTE = "camera: offers more than can be carried";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("d.yaml"),
        """
        scenario: d
        platform: sa8775p
        workload:
          flow: dma-stream
          masters:
            camera: {pattern: uniform, working_set: 4 MiB, count: 2000}
        run: {duration: 1 ms}
        """);
  }

  private String said(int expected, String verb, String... arguments) {
    out.reset();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    List<String> all = new ArrayList<>(List.of(verb, folder.resolve("d.yaml").toString()));
    all.addAll(List.of(arguments));
    all.addAll(List.of("-o", folder.toString()));
    int status = PilsimCommand.execute(console, all.toArray(new String[0]));
    String said = out.toString(StandardCharsets.UTF_8);
    assertEquals(expected, status, said);
    return said;
  }

  @Test
  void anOpenLoopThatIsOfferedTooMuchIsTold() {
    String rate = "workload.masters.camera.rate=";
    assertTrue(said(0, "run", "--set", rate + "20 GB/s").contains(NOTE));
    String endless = "workload.masters.camera.count=200000";
    assertTrue(said(0, "run", "--set", rate + "20 GB/s", "--set", endless).contains(NOTE));
    assertFalse(said(0, "run", "--set", rate + "1 GB/s").contains(NOTE));
    assertFalse(said(0, "run").contains(NOTE), "a closed loop waits for nothing but room");
  }

  @Test
  void aMasterThatIsThroughIsDividedByItsOwnTime() throws IOException {
    said(0, "run");
    List<String> before = bandwidths();
    said(0, "run", "--set", "run.duration=2 ms");
    assertEquals(1, before.size());
    assertEquals(before, bandwidths());
  }

  private List<String> bandwidths() throws IOException {
    return Files.readAllLines(folder.resolve("d/metrics.csv")).stream()
        .filter(line -> line.contains("dma.camera.bandwidth"))
        .toList();
  }

  @Test
  void moreEntriesThanMemoryHoldsAreBadInput() {
    String leaf = "sa8775p.smmu.tbu.micro_tlb.entries";
    assertEquals(
        "--set: " + leaf + ": '999999999' does not fit, expected at most 4194304\n",
        said(2, "run", "--set", leaf + "=999999999"));
  }

  @Test
  void aTraceWithoutRequestsAndAFolderAreBadInput() throws IOException {
    Path list = folder.resolve("none.csv");
    Files.writeString(list, "tick_ps,dev,sid,ssid,addr,size,rw\n");
    Files.writeString(
        folder.resolve("d.yaml"),
        """
        scenario: d
        platform: sa8775p
        workload:
          flow: dma-stream
          masters:
            camera: {pattern: trace, requests: none.csv}
        """);
    assertEquals(list + ": no requests, expected one or more below the header\n", said(2, "run"));
    String set = "workload.masters.camera.requests=" + folder;
    assertTrue(said(2, "run", "--set", set).contains("expected a file, this is none"));
  }

  @Test
  void axesThatSayTwoThingsAreRefused() {
    String seed = "run.seed=";
    assertTrue(said(2, "sweep", "--over", seed + "1,1").contains("'1' is given twice"));
    assertTrue(said(2, "sweep", "--over", seed + "1,2", "--lhs", "0").contains("--lhs: '0'"));
    assertTrue(said(2, "sweep", "--over", seed + "1,2", "--lhs", "4").contains("only lists"));
    assertTrue(said(2, "sweep", "--over", seed + "1,2", "--seed", "3").contains("is set by"));
    assertTrue(said(2, "sweep", "--over", seed + "1..9:-3").contains("'-3' is no number of"));
  }
}
