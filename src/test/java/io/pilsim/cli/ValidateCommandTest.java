package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateCommandTest {
  private static final String BY_HAND = "src/test/resources/validation/by-hand";

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void makeSession() {
    session = new Session(folder);
  }

  @Test
  void equalCasesAreShownAsEqualAndStatusIsZero() {
    Session.Said said = session.run("validate", BY_HAND);
    assertEquals("", said.err());
    assertEquals(0, said.status());
    assertEquals(
        """
                                  verdict  requests_equal  utlb_lookups  utlb_misses
        four-reads                     ok             all             =            =
        four-reads-no-walk-cache       ok             all             =            =
        """,
        said.out().lines().limit(3).map(line -> line + "\n").reduce("", String::concat));
    assertTrue(
        said.out()
            .endsWith("\n2 of 2 cases within tolerance; 2 equal in every request and count\n"),
        said.out());
    assertTrue(said.out().lines().allMatch(line -> line.length() <= 80));
  }

  @Test
  void jsonHasACellForEachCaseAndColumnAndNothingElseIsPrinted()
      throws IOException, FormatException {
    Session.Said said = session.run("validate", BY_HAND, "--json", "-");
    assertEquals(2 * 12, said.out().split("\"column\"", -1).length - 1);
    assertTrue(said.out().contains("\"table\": \"four-reads\", \"row\": "));
    JsonNode.parse("out", said.out().getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("v.json");
    session.run("validate", BY_HAND, "--quiet", "--json", file.toString());
    assertEquals(said.out(), Files.readString(file));
  }

  @Test
  void whatWasChosenWithPredictedCellsInViewIsToldBelowTheTable() throws IOException {
    Path calibration = Files.createDirectories(folder.resolve("model/calibration"));
    String file = "vt9_memory.yaml";
    Files.copy(Path.of("model/calibration", file), calibration.resolve(file));
    String said = session.run("validate", "vt9_memory").out();
    int summary = said.indexOf("predicted cells within tolerance");
    String below = said.substring(summary).replaceAll("\\s+", " ");
    assertTrue(below.contains("chosen with the predicted cells in view"), said);
    assertTrue(said.lines().allMatch(line -> line.length() <= 80), said);
  }

  @Test
  void aFolderWithoutCasesIsOneLineAndStatusTwo() {
    assertEquals(
        new Session.Said(2, "", "DIR: expected a folder of cases, with cases.csv\n"),
        session.run("validate", folder.toString()));
  }
}
