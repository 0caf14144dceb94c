package io.pilsim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
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

  @Test
  void filesOfTwoWritersDoNotMix() throws Exception {
    for (int round = 0; round < 200; round++) {
      CyclicBarrier both = new CyclicBarrier(2);
      FutureTask<Void> one = new FutureTask<>(() -> write(both, "1"));
      new Thread(one).start();
      write(both, "2");
      one.get();
      assertEquals(List.of("a.csv", "b.csv", "c.json"), names());
      String last = Files.readString(folder.resolve("c.json"));
      assertEquals(last, Files.readString(folder.resolve("a.csv")));
      assertEquals(last, Files.readString(folder.resolve("b.csv")));
    }
  }

  private Void write(CyclicBarrier both, String text) throws Exception {
    both.await();
    new OutputFolder(folder).add("a.csv", text).add("b.csv", text).add("c.json", text).write();
    return null;
  }

  /** Whoever finds the last one finds those that belong to it. */
  @Test
  void theLastOneIsGoneBeforeAnyOtherIsReplaced() throws IOException {
    new OutputFolder(folder).add("a.csv", "1").add("b.json", "1").write();
    Files.delete(folder.resolve("a.csv"));
    Files.createDirectories(folder.resolve("a.csv/in-the-way"));
    OutputFolder second = new OutputFolder(folder).add("a.csv", "2").add("b.json", "2");
    assertThrows(IOException.class, second::write);
    assertEquals(List.of("a.csv"), names());
  }

  @Test
  void aNewFolderAppearsWithAllOfItsFiles() throws IOException {
    new OutputFolder(folder.resolve("new")).add("a", "1").add("b", "2").writeNew();
    assertEquals(List.of("new"), names());
    assertEquals("2", Files.readString(folder.resolve("new/b")));
    OutputFolder broken =
        new OutputFolder(folder.resolve("broken")).add("a", "1").add("b", "\ud800");
    assertThrows(IOException.class, broken::writeNew);
    assertEquals(List.of("new"), names());
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Files.writeString(folder.resolve("file"), "1");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    OutputFolder.write(folder.resolve("link"), "2");
    assertEquals("2", Files.readString(folder.resolve("file")));
    assertEquals(List.of("file", "link"), names());
  }
}
