package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reference pages are what the program knows of itself. With {@code -Dreadme.update=true} they
 * are rewritten instead.
 */
final class ReferencePagesTest {
  private static final Path GUIDES = Path.of("src/site/markdown");

  static Stream<Arguments> pages() {
    return Stream.of(
        page("commands", ReferencePages::commands),
        page("scenario", ReferencePages::scenario),
        page("metrics", ReferencePages::metrics),
        page("platform", PlatformPage::text));
  }

  private static Arguments page(String name, Supplier<String> text) {
    return Arguments.of(name, text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void pagesAreWhatTheProgramKnows(String name, Supplier<String> text) throws IOException {
    Path page = GUIDES.resolve("reference-" + name + ".md");
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(page, text.get());
    } else {
      assertEquals(
          text.get(),
          Files.readString(page),
          "run: ./mvnw test -Dtest=ReferencePagesTest -Dreadme.update=true");
    }
  }

  @Test
  void everyStatusOfTheProgramIsExplained() throws IllegalAccessException {
    TreeSet<Integer> statuses = new TreeSet<>();
    for (Field field : ExitStatus.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        statuses.add(field.getInt(null));
      }
    }
    statuses.add(128 + 2); // SIGINT
    statuses.add(128 + 15); // SIGTERM
    assertEquals(statuses, new TreeSet<>(ReferencePages.statuses()));
  }
}
