package io.pilsim.platform.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on bus masters names every key, in the order of the program, with its default. */
final class DmaPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/dma-stream.md");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| ([^|]*)\\|");

  @Test
  void everyKeyIsThereWithItsDefault() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("## Keys of a master");
    String keys = page.substring(from, page.indexOf("\n## ", from));
    List<MatchResult> rows = ROW.matcher(keys).results().toList();
    assertEquals(
        DmaKeys.LEAVES.stream()
            .map(key -> key.path().substring(DmaKeys.MASTERS.length() + 2))
            .toList(),
        rows.stream().map(row -> row.group(1)).toList());
    for (int i = 0; i < rows.size(); i++) {
      String said = rows.get(i).group(2).strip();
      DmaKeys.LEAVES.get(i).standard().ifPresent(standard -> assertEquals(standard, said));
    }
  }
}
