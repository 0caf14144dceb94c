package io.pilsim.experiment.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published tables: how they are read, fitted and predicted. */
final class TableValidationTest {
  private static final Path MODEL = Path.of("model");

  @TempDir private Path folder;

  @Test
  void unmapsOfSm8150ArePredictedFromTheCellsThatWereFitted() throws FormatException {
    List<ValidationCell> cells = new TableValidation(MODEL).run("vt1_sm8150");
    assertEquals(17, cells.size());
    for (ValidationCell cell : cells) {
      assertTrue(cell.role().equals("c") || cell.ok(), cell.row() + " " + cell.column());
    }
    double oneMebibyte = simulated(cells, "1048576", "unmap_after_us");
    assertTrue(simulated(cells, "2097152", "unmap_after_us") < oneMebibyte / 10, "must fall");
  }

  private static double simulated(List<ValidationCell> cells, String bytes, String column) {
    return cells.stream()
        .filter(c -> c.row().containsValue(bytes) && c.column().equals(column))
        .findFirst()
        .orElseThrow()
        .simulated();
  }

  @Test
  void everyPublishedTableIsPredicted() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/validation"))) {
      List<String> tables =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.startsWith("vt"))
              .map(file -> file.replace(".csv", ""))
              .sorted()
              .toList();
      assertEquals(tables, TableValidation.names().stream().sorted().toList());
    }
  }

  @Test
  void aCalibrationCarriesTheRemarksOfItsTable() throws IOException {
    for (String table : TableValidation.names()) {
      String file = Files.readString(MODEL.resolve("calibration").resolve(table + ".yaml"));
      for (String remark : TableValidation.remarks(table)) {
        assertTrue(file.contains("# " + remark + "\n"), table + ": " + remark);
      }
    }
  }

  @Test
  void aFileOfOtherRowsIsPredictedWithTheCalibrationAtHand() throws IOException, FormatException {
    Path file = folder.resolve("vt5_smc.csv");
    Files.writeString(
        file,
        """
        # the other cores
        platform,call,mode,cpu,ns,role
        Juno,cpu_suspend,parallel,1,1000,ns=p
        Juno,cpu_suspend,parallel,2,1000,ns=p
        """);
    List<ValidationCell> cells = new TableValidation(MODEL).run(file.toString());
    // a staircase: each core waits for one message more than the one before it
    double step = cells.get(1).simulated() - cells.get(0).simulated();
    double first = new TableValidation(MODEL).run("vt5_smc").get(1).simulated();
    assertEquals(first + step, cells.get(0).simulated(), 1e-6);
  }

  /** F&S (SOSP'24) 2.2: T = p / (l0 + M lm), l0 = 65 ns and lm = 197 ns. */
  @Test
  void receivedFlowsAreAsFastAsTheMissesOfTheRunLetThem() throws IOException, FormatException {
    Path file = folder.resolve("vt4_fs.csv");
    Files.writeString(
        file,
        """
        flows,iotlb_misses,l1_misses,l2_misses,l3_misses,gbps,role
        3,1,1,1,1,1,all=p
        20,1,1,1,1,1,all=p
        """);
    List<ValidationCell> cells = new TableValidation(MODEL).run(file.toString());
    for (String flows : List.of("3", "20")) {
      double misses = simulated(cells, flows, "iotlb_misses");
      assertTrue(misses >= 1, "each page is mapped anew");
      for (int level = 1; level <= 3; level++) {
        misses += simulated(cells, flows, "l" + level + "_misses");
      }
      double expected = 8 * 4096 / (65 + misses * 197);
      assertEquals(expected, simulated(cells, flows, "gbps"), 0.02 * expected);
    }
  }

  @Test
  void aFitFindsTheParametersThatMadeTheCells() throws IOException, FormatException {
    Path model = folder.resolve("model");
    Files.createDirectories(model.resolve("calibration"));
    try (Stream<Path> files = Files.list(MODEL.resolve("calibration"))) {
      for (Path each : files.toList()) {
        Files.copy(each, model.resolve("calibration").resolve(each.getFileName()));
      }
    }
    Path file = folder.resolve("vt5_smc.csv");
    Files.writeString(
        file,
        """
        platform,call,mode,cpu,ns,role
        Juno,cpu_suspend,sequential,0,30000,ns=c
        Juno,cpu_suspend,parallel,2,180000,ns=c
        """);
    new TableValidation(model).calibrate(file.toString());
    Calibration fitted = Calibration.load(model, "vt5_smc");
    assertEquals(30e6, (double) fitted.amount("suspend"), 30e3);
    assertEquals(50e6, (double) fitted.amount("message"), 50e3); // (180 - 30) us / 3
  }

  @Test
  void mistakesOfATableAreToldWithTheirPlace() {
    assertEquals(
        "vt5_smc.csv:2:31: role: 'ns' does not fit, expected COLUMN=c, p or info",
        message("platform,call,mode,cpu,ns,role\nJuno,cpu_suspend,parallel,1,1,ns\n"));
    assertEquals(
        "vt5_smc.csv:2:31: role: no measured column 'us'",
        message("platform,call,mode,cpu,ns,role\nJuno,cpu_suspend,parallel,1,1,us=c\n"));
    assertEquals(
        "vt5_smc.csv:2:29: ns: not a number: x",
        message("platform,call,mode,cpu,ns,role\nJuno,cpu_suspend,parallel,1,x,ns=c\n"));
  }

  private static String message(String text) {
    return assertThrows(
            FormatException.class,
            () ->
                PublishedTable.parse(
                    "vt5_smc", List.of("ns"), "vt5_smc.csv", text.getBytes(StandardCharsets.UTF_8)))
        .getMessage();
  }
}
