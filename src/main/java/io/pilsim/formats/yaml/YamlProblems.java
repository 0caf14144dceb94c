package io.pilsim.formats.yaml;

import io.pilsim.formats.FormatException;
import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** The parser's complaints, said so that somebody who wrote a scenario can act on them. */
final class YamlProblems {
  private YamlProblems() {}

  static FormatException explain(String file, YamlEngineException e) {
    if (e instanceof YamlVersionException) {
      return FormatException.at(file, 1, 1, "this file claims another YAML than 1.2");
    }
    if (!(e instanceof MarkedYamlEngineException marked)) {
      return FormatException.ofFile(file, firstLine(e.getMessage()));
    }
    String problem = firstLine(marked.getProblem());
    Mark mark =
        marked
            .getProblemMark()
            .or(marked::getContextMark)
            .orElse(new Mark("", 0, 0, 0, new int[0], 0));
    String opened =
        marked
            .getContextMark()
            .map(m -> (m.getLine() + 1) + ":" + (m.getColumn() + 1))
            .orElse("an earlier line");
    return FormatException.at(
        file,
        mark.getLine() + 1,
        mark.getColumn() + 1,
        sentence(problem, firstLine(marked.getContext()), opened));
  }

  private static String sentence(String problem, String context, String opened) {
    if (problem.contains("TAB")) {
      return "a tab cannot indent; use spaces";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "no ':' can stand here (is it part of a text that needs quotes, or is this line"
          + " indented too far?)";
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return "no '- item' can stand here; begin the list on its own line";
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "expected 'key: value'; the ':' is missing";
    }
    if (problem.startsWith("expected <block end>")) {
      return "this does not fit the lines above it, which belong together from "
          + opened
          + " on: check the indentation";
    }
    if (problem.startsWith("expected ',' or")) {
      return "the bracket opened at "
          + opened
          + " is not closed here: "
          + upTo(problem, " but got");
    }
    if (context.contains("quoted scalar") && problem.contains("end of stream")) {
      return "the quote opened at " + opened + " is never closed";
    }
    if (problem.contains("cannot start any token")) {
      return upTo(problem, " that cannot start") + ", which cannot begin a value; put it in quotes";
    }
    return context.isEmpty() ? problem : problem + " (" + context + ")";
  }

  private static String upTo(String text, String end) {
    int at = text.indexOf(end);
    return (at < 0 ? text : text.substring(0, at)).replaceAll(",$", "");
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("").strip();
  }

  /** YAML's printable characters; the parser would report others without line and column. */
  static void refuseUnprintable(String file, String text) throws FormatException {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        line++;
        lineStart = i + 1;
      } else if (!isPrintable(c)) {
        int column = text.codePointCount(lineStart, i) + 1;
        String name = String.format(Locale.ROOT, "U+%04X", c);
        throw FormatException.at(file, line, column, "the character " + name + " is not accepted");
      }
    }
  }

  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7e)
        || c == '\t'
        || c == '\r'
        || c == 0x85
        || (c >= 0xa0 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
