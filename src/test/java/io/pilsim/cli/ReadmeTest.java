package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.platform.SimulationRun;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
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
  private static final Pattern CONSOLE = Pattern.compile("```console\n\\$ (.*)\n([^`]*)```\n");
  private static final Pattern JAVA =
      Pattern.compile("```java\n([^`]*)```\n\n```text\n([^`]*)```\n");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir private Path folder;

  @Test
  void showsWhatTheCommandsAndTheExampleSay() throws Exception {
    String shown = Files.readString(README);
    String said =
        replace(
            shown,
            CONSOLE,
            match -> "$ " + match.group(1) + "\n" + command(match.group(1)),
            "console");
    said = replace(said, JAVA, match -> example(match.group(1)), "java");
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
    assertTrue(Files.readString(Path.of(".ci/run")).endsWith("exec ./mvnw -B verify\n"));
  }

  private interface Said {
    String by(Matcher match) throws Exception;
  }

  private static String replace(String text, Pattern blocks, Said said, String kind)
      throws Exception {
    Matcher match = blocks.matcher(text);
    StringBuilder replaced = new StringBuilder();
    int count = 0;
    while (match.find()) {
      String content = said.by(match);
      String block =
          kind.equals("java")
              ? "```java\n" + match.group(1) + "```\n\n```text\n" + content + "```\n"
              : "```" + kind + "\n" + content + "```\n";
      match.appendReplacement(replaced, Matcher.quoteReplacement(block));
      count++;
    }
    assertTrue(count > 0, kind);
    return match.appendTail(replaced).toString();
  }

  private static String command(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    assertEquals("./pilsim", words.remove(0));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
    PilsimCommand.execute(console, words.toArray(String[]::new));
    return out.toString(StandardCharsets.UTF_8);
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
