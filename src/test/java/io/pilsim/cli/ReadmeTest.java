package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows is what the program says. With {@code -Dreadme.update=true} the README is
 * rewritten instead; read the difference before you commit it.
 */
final class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern JAVA =
      Pattern.compile("```java\n([^`]*)```\n\n```text\n([^`]*)```\n");

  @TempDir private Path folder;

  @Test
  void showsWhatTheCommandsAndTheExampleSay() throws Exception {
    String shown = Files.readString(README);
    String said = ShownCommands.asSaid(shown);
    assertTrue(said.contains(ShownCommands.CONSOLE));
    said = ShownCommands.replace(said, JAVA, match -> java(match.group(1)));
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(README, said);
    } else {
      assertEquals(said, shown, "run: ./mvnw test -Dtest=ReadmeTest -Dreadme.update=true");
    }
  }

  @Test
  void ciRunsItsTestCommand() throws IOException {
    String readme = Files.readString(README);
    assertTrue(readme.contains("    ./mvnw -B verify\n"));
    assertTrue(Files.readString(Path.of(".ci/run")).contains("\n./mvnw -B verify\n"));
  }

  private String java(String source) throws Exception {
    return "```java\n" + source + "```\n\n```text\n" + example(source) + "```\n";
  }

  private String example(String source) throws Exception {
    Path file = Files.writeString(folder.resolve("Boot.java"), source);
    String classPath = System.getProperty("java.class.path");
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-cp",
                classPath,
                "-d",
                folder.toString(),
                file.toString());
    assertEquals(0, status, messages.toString(StandardCharsets.UTF_8));
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(new java.net.URL[] {new File(folder + "/").toURI().toURL()})) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      loader
          .loadClass("Boot")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
