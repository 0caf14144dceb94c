package io.pilsim.experiment.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.experiment.Progress;
import io.pilsim.experiment.validation.CaseValidation.CaseResult;
import io.pilsim.formats.FormatException;
import io.pilsim.platform.model.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CaseValidationTest {
  private static final Path BY_HAND = Path.of("src/test/resources/validation/by-hand");

  @TempDir private Path folder;

  private Path copy() throws IOException {
    try (Stream<Path> files = Files.walk(BY_HAND)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve(BY_HAND.relativize(file).toString());
        if (!Files.isDirectory(to)) {
          Files.copy(file, to);
        }
      }
    }
    return folder;
  }

  private static void replace(Path file, String old, String by) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(old), old);
    Files.writeString(file, text.replace(old, by));
  }

  private static List<CaseResult> run(Path folder, boolean likeGem5) throws FormatException {
    return CaseValidation.run(CaseFolder.open(folder), likeGem5, 2, Progress.NONE);
  }

  /** Nothing in these cases depends on a defect or on the order of an instant. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void casesWorkedOutByHandComeOutEqual(boolean likeGem5) throws Exception {
    List<CaseResult> results = run(BY_HAND, likeGem5);
    assertEquals(
        List.of("four-reads", "four-reads-no-walk-cache"),
        results.stream().map(CaseResult::name).toList());
    for (CaseResult result : results) {
      assertTrue(result.ok());
      assertEquals(0, result.wrongAddresses());
      assertEquals(12, result.cells().size());
      for (ValidationCell cell : result.cells()) {
        assertEquals(cell.expected(), cell.simulated(), cell.column());
      }
    }
  }

  @Test
  void anExactCaseFailsWhenOneTimeOfOneRequestDiffers() throws Exception {
    replace(copy().resolve("results/four-reads.csv"), "3081000", "3080000");
    List<CaseResult> results = run(folder, true);
    ValidationCell equal = results.get(0).cells().get(11);
    assertEquals("requests_equal", equal.column());
    assertEquals(0.75, equal.simulated());
    assertFalse(results.get(0).ok());
    assertTrue(results.get(1).ok());
  }

  @Test
  void aCaseWithToleranceMayDifferByIt() throws Exception {
    replace(copy().resolve("cases.csv"), "143000.0", "144000.0"); // 0.7 %, 1 % is allowed
    assertTrue(run(folder, true).get(1).ok());
    replace(folder.resolve("cases.csv"), "144000.0", "145000.0"); // 1.4 %
    assertFalse(run(folder, true).get(1).ok());
  }

  @Test
  void withoutTolerancesNothingIsAsked() throws Exception {
    replace(copy().resolve("cases.csv"), "143000.0", "1.0");
    Files.delete(folder.resolve("tolerance.csv"));
    assertTrue(run(folder, true).get(1).ok());
  }

  @Test
  void allMistakesAreNamedAtOnceWithTheirPlaces() throws Exception {
    Files.delete(copy().resolve("results/four-reads.csv"));
    replace(folder.resolve("cases.csv"), ",rr,False,False,7,7,", ",rr,False,False,7,77,");
    List<String> lines = assertThrows(BadInputException.class, () -> run(folder, true)).lines();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).endsWith("results/four-reads.csv.gz: no such file"), lines.get(0));
    assertTrue(lines.get(1).contains("cases.csv:3:"), lines.get(1));
    assertTrue(lines.get(1).endsWith("smmu.wc_s2_levels: need 0 to 15: 77"), lines.get(1));
  }

  @Test
  void cellsAreWrittenAsTheInterfaceSays() {
    TreeMap<String, String> row = new TreeMap<>();
    row.put("size_bytes", "4096");
    row.put("kind", "before");
    ValidationCell cell =
        new ValidationCell("vt", row, "map_us", 2.0, 1.5, java.util.OptionalDouble.of(0.25), "p");
    assertEquals(
        """
        {
          "format": "pilsim-validation/1",
          "cells": [
            {"table": "vt", "row": {"kind": "before", "size_bytes": 4096}, "column": "map_us", \
        "expected": 2.0, "simulated": 1.5, "error": -0.25, "tolerance": 0.25, "role": "p", "ok": true}
          ]
        }
        """,
        ValidationJson.write(List.of(cell)));
  }
}
