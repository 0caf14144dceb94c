package io.pilsim.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the SMMUs' features names tests as evidence: they exist. */
final class SmmuPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/smmu-features.md");
  private static final Path TESTS = Path.of("src/test/java/io/pilsim");
  private static final Pattern EVIDENCE = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void everyTestNamedAsEvidenceExists() throws IOException {
    List<MatchResult> named = EVIDENCE.matcher(Files.readString(PAGE)).results().toList();
    assertTrue(named.size() > 30, "found " + named.size());
    assertEquals(
        List.of(),
        named.stream()
            .filter(name -> !exists(name.group(1), name.group(2)))
            .map(MatchResult::group)
            .toList());
  }

  @Test
  void everyFeatureThatIsModelledNamesItsTest() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| ")).skip(1).toList();
    assertTrue(rows.size() > 30, "found " + rows.size());
    for (String row : rows) {
      String[] cells = row.split("\\|", -1);
      String pilsim = cells[cells.length - 2].strip();
      assertTrue(pilsim.equals("no") || EVIDENCE.matcher(pilsim).find(), row);
    }
  }

  private static boolean exists(String testClass, String method) {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .filter(file -> file.endsWith(testClass + ".java"))
          .anyMatch(file -> read(file).contains("  void " + method + "("));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
