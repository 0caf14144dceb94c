package io.pilsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.platform.SimulationRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that a page shows, and what the program says to them. */
final class ShownCommands {
  static final String CONSOLE = "```console\n";
  private static final Pattern BLOCK = Pattern.compile("```console\n\\$ (.*)\n([^`]*)```\n");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private ShownCommands() {}

  /** What is to stand in the place of a match. */
  interface Said {
    String by(Matcher match) throws Exception;
  }

  /** The page with each console block as the program fills it now, one after the other. */
  static String asSaid(String page) throws Exception {
    return replace(
        page,
        BLOCK,
        match -> CONSOLE + "$ " + match.group(1) + "\n" + output(match.group(1)) + "```\n");
  }

  static String replace(String text, Pattern blocks, Said said) throws Exception {
    Matcher match = blocks.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (match.find()) {
      match.appendReplacement(replaced, Matcher.quoteReplacement(said.by(match)));
    }
    return match.appendTail(replaced).toString();
  }

  /** The words of a line, as a shell takes it apart; the first must be the launcher. */
  static String[] arguments(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    assertEquals("./pilsim", words.remove(0));
    return words.toArray(String[]::new);
  }

  private static String output(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
    PilsimCommand.execute(console(stream), arguments(line));
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The program at home in this checkout, both its streams going there. */
  static Console console(PrintStream stream) {
    return new Console(stream, stream, Path.of(""), new SimulationRun(), false, false);
  }
}
