package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guides show is what the program says; where they point there is a page. With {@code
 * -Dreadme.update=true} they are rewritten instead.
 */
final class GuidesTest {
  private static final Path GUIDES = Path.of("src/site/markdown");
  private static final Path WORKED_IN = Path.of("target/guides"); // each page begins without it
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> found = Files.walk(GUIDES)) {
      found.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    var link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      assertTrue(Files.exists(page.resolveSibling(link.group(1))), page + ": " + link.group(1));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commandsAreUnderstood(Path page) throws IOException {
    for (String line : Files.readAllLines(page)) {
      String command = line.strip().replaceFirst("^\\$ ", "").replaceFirst(" +#.*", "");
      if (command.startsWith("./pilsim ")) {
        String[] arguments = ShownCommands.arguments(command);
        PilsimCommand.tree(ShownCommands.console(System.out), arguments[0]).parseArgs(arguments);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void consoleBlocksAreWhatTheProgramSays(Path page) throws Exception {
    String shown = Files.readString(page);
    if (page.startsWith(GUIDES)) { // the README has a test of its own
      empty(WORKED_IN);
      String said = ShownCommands.asSaid(shown);
      if (Boolean.getBoolean("readme.update")) {
        Files.writeString(page, said);
      } else {
        assertEquals(said, shown, "run: ./mvnw test -Dtest=GuidesTest -Dreadme.update=true");
      }
    }
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
