package io.pilsim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void filesAppearUnderTheirNamesAndNothingElseStays() throws IOException {
    new OutputFolder(folder).add("a.csv", "1").add("b.json", "2").write();
    new OutputFolder(folder).add("a.csv", "3").add("b.json", "4").write();
    assertEquals(List.of("a.csv", "b.json"), names());
    assertEquals("3", Files.readString(folder.resolve("a.csv")));
  }

  /** Half a character cannot be encoded. */
  @Test
  void nothingAppearsWhenOneOfThemCannotBeWritten() throws IOException {
    OutputFolder output = new OutputFolder(folder).add("a.csv", "1").add("b.json", "\ud800");
    assertThrows(IOException.class, output::write);
    assertEquals(List.of(), names());
  }
}
