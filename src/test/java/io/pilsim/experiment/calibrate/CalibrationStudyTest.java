package io.pilsim.experiment.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.EngineKind;
import io.pilsim.experiment.replay.FtraceText;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.SimulationRun;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Basis;
import io.pilsim.platform.model.Leaf;
import io.pilsim.platform.model.ModelFiles;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Origin;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boards that are a known platform with some leaves changed: what they are is to be found again.
 */
final class CalibrationStudyTest {
  private static final ModelFiles MODELS = new ModelFiles(Path.of("model"));
  private static final Map<String, String> CHANGED =
      new TreeMap<>(
          Map.of(
              "sa8775p.linux.iommu.map_call", "900 ns",
              "sa8775p.linux.iommu.write_pte", "31 ns",
              "sa8775p.tz.bridge_create", "11 us",
              "sa8775p.tz.pas.resource_table", "70 us",
              "sa8775p.tz.pas.authenticate", "1.5 ms",
              "sa8775p.tz.auth.hash_bandwidth", "0.8 GB/s",
              "sa8775p.cpu.write_combined_fill_bandwidth", "6 GB/s"));

  @TempDir private Path folder;

  private static ModelTree board() {
    ModelTree board = MODELS.load("sa8775p");
    for (Map.Entry<String, String> each : CHANGED.entrySet()) {
      board = board.with(each.getKey(), Quantity.known(each.getValue()), Origin.of("test"));
    }
    return board;
  }

  private Path trace(ModelTree board, String flow, String processors) throws IOException {
    String text =
        "scenario: x\nplatform: sa8775p\nhost: kvm\nworkload: {flow: "
            + flow
            + ", remoteprocs: ["
            + processors
            + "]}\n";
    PlannedVariant variant =
        ScenarioPlan.of(
                Path.of("x"), text.getBytes(StandardCharsets.UTF_8), MODELS, List.of(), List.of())
            .variants()
            .get(0);
    FtraceText trace = new FtraceText();
    new SimulationRun()
        .run(new RunSpec(variant.scenario(), board.reader(), 1, 0, EngineKind.HEAP, trace));
    Path file = folder.resolve(flow + ".trace");
    trace.write(file);
    return file;
  }

  private CalibrationResult calibrated(List<Path> files) throws IOException, FormatException {
    return new CalibrationStudy(Path.of("model"), "sa8775p", new SimulationRun(), List.of())
        .run(Measurements.read(files), folder.resolve("board"), 1);
  }

  @Test
  void everyValueThatIsFoundHasTheBoardsInItsInterval() throws IOException, FormatException {
    ModelTree board = board();
    CalibrationResult result = calibrated(List.of(trace(board, "boot", "adsp")));
    assertTrue(result.fitted().size() >= 10, result.fitted().toString());
    for (FittedLeaf each : result.fitted()) {
      long truth = board.leaf(each.path()).orElseThrow().value().amount();
      assertTrue(each.low().amount() <= truth && truth <= each.high().amount(), each.toString());
    }
    List<String> found = result.fitted().stream().map(FittedLeaf::path).toList();
    for (String path :
        List.of(
            "sa8775p.linux.iommu.map_call",
            "sa8775p.tz.bridge_create",
            "sa8775p.tz.pas.resource_table")) {
      assertTrue(found.contains(path), path);
      FittedLeaf leaf =
          result.fitted().stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
      double width = (double) (leaf.high().amount() - leaf.low().amount());
      assertTrue(width < 0.2 * leaf.value().amount(), leaf.toString());
    }
    checkWritten(result);
    for (CalibrationResult.Residual each : result.residuals()) {
      assertEquals(
          each.measuredNs(), each.simulatedNs(), 2 + 0.01 * each.measuredNs(), each.name());
    }
    assertTrue(result.decision().isPresent());
  }

  private void checkWritten(CalibrationResult result) {
    ModelTree before = MODELS.load("sa8775p");
    ModelTree written = new ModelFiles(folder).load("board");
    assertEquals(before.paths().size(), written.paths().size());
    List<String> measured = new ArrayList<>();
    for (Leaf leaf : written.leaves()) {
      String path = "sa8775p" + leaf.path().substring("board".length());
      Leaf old = before.leaf(path).orElseThrow();
      if (leaf.basis() == Basis.MEASURED && old.basis() == Basis.ASSUMED) {
        measured.add(path);
        assertTrue(leaf.source().contains("boot.trace sha256 "), leaf.source());
        assertEquals(2, leaf.range().size());
        assertEquals(old.moreIsSlower(), leaf.moreIsSlower());
      } else {
        assertEquals(old.valueText(), leaf.valueText(), path);
        assertEquals(old.basis(), leaf.basis(), path);
        assertFalse(measured.contains(path));
      }
    }
    assertEquals(
        result.fitted().stream().map(FittedLeaf::path).sorted().toList(),
        measured.stream().sorted().toList());
  }

  @Test
  void aTraceInMicrosecondsGivesWiderIntervalsThatStillHold() throws IOException, FormatException {
    ModelTree board = board();
    Path exact = trace(board, "shutdown", "adsp");
    String coarse = Files.readString(exact).replaceAll("(\\.\\d{6})\\d{3}: ", "$1: ");
    Path file = Files.writeString(folder.resolve("coarse.trace"), coarse);
    CalibrationResult result = calibrated(List.of(file));
    assertFalse(result.fitted().isEmpty());
    for (FittedLeaf each : result.fitted()) {
      long truth = board.leaf(each.path()).orElseThrow().value().amount();
      assertTrue(each.low().amount() <= truth && truth <= each.high().amount(), each.toString());
    }
  }

  @Test
  void whatIsMeasuredInATableIsFoundToo() throws IOException, FormatException {
    Path trace = trace(board(), "boot", "adsp");
    Path table =
        Files.writeString(
            folder.resolve("stages.csv"),
            "metric,ns,deviation\nboot.adsp.stage.power,1700000,500\n");
    CalibrationResult result = calibrated(List.of(trace, table));
    assertTrue(
        result.residuals().stream().anyMatch(each -> each.name().equals("boot.adsp.stage.power")));
    Path bad = Files.writeString(folder.resolve("bad.csv"), "metric,ns,deviation\nx,0,1\n");
    assertThrows(FormatException.class, () -> Measurements.read(List.of(bad)));
  }

  @Test
  void bootsThatWaitForEachOtherAreRefused() throws IOException {
    Path file = trace(board(), "boot", "adsp, cdsp0");
    BadInputException e = assertThrows(BadInputException.class, () -> calibrated(List.of(file)));
    assertTrue(e.getMessage().contains(", expected one processor: "), e.getMessage());
  }

  @Test
  void aTraceWithoutABootIsRefused() throws IOException, FormatException {
    Path file =
        Files.writeString(
            folder.resolve("x.trace"),
            "a-1 [000] 1.000000: attach_device_to_domain: IOMMU: device=x\n");
    BadInputException e = assertThrows(BadInputException.class, () -> calibrated(List.of(file)));
    assertTrue(e.getMessage().startsWith("--from: no boot of a processor"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("board")));
  }
}
