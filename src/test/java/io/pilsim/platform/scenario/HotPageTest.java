package io.pilsim.platform.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on map and unmap names every key, in the order of the program, with its default. */
final class HotPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/map-unmap.md");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| ([^|]*)\\|");

  @Test
  void everyKeyIsThereWithItsDefault() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("## Keys of the workload");
    List<MatchResult> rows =
        ROW.matcher(page.substring(from, page.indexOf("\n## ", from))).results().toList();
    assertEquals(
        HotKeys.LEAVES.stream()
            .map(
                key -> key.path().substring("workload.".length()) + "=" + key.standard().orElse(""))
            .toList(),
        rows.stream().map(row -> row.group(1) + "=" + row.group(2).strip()).toList());
  }
}
