package io.pilsim.formats.baseline;

import io.pilsim.formats.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a baseline file, strictly: what the writer would not have written is an error. */
final class BaselineReader {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final List<String> HASHES = List.of("inputs", "model", "pilsim", "scenario");

  private final String file;
  private final String text;
  private final List<BaselineScenario> scenarios = new ArrayList<>();
  private Optional<ScenarioDraft> draft = Optional.empty();
  private int from; // where the scenario being read begins
  private int line;

  BaselineReader(String file, String text) {
    this.file = file;
    this.text = text;
  }

  Baseline read() throws FormatException {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      line++;
      if (end < 0) {
        throw error(
            text.length() - at + 1, "the file ends in the middle of a line: it is truncated");
      }
      String content = text.substring(at, end);
      if (line == 1) {
        checkFormat(content);
      } else if (!content.isEmpty()) {
        read(content, at);
      } else if (draft.isPresent()) {
        throw error(1, "is empty, expected the rest of scenario " + draft.get().name());
      }
      at = end + 1;
    }
    if (line == 0) {
      throw FormatException.at(file, 1, 1, "the file is empty, expected " + Baseline.FORMAT);
    }
    if (draft.isPresent()) {
      line++;
      throw error(1, "the file ends within scenario " + draft.get().name() + ": it is truncated");
    }
    return new Baseline(scenarios);
  }

  private void checkFormat(String content) throws FormatException {
    if (!content.equals(Baseline.FORMAT)) {
      boolean other = content.startsWith("pilsim-baseline/");
      String what = other ? "is of another version, '" + content + "'" : "is no baseline";
      throw error(1, what + ", expected " + Baseline.FORMAT);
    }
  }

  private void read(String content, int at) throws FormatException {
    int space = content.indexOf(' ');
    String keyword = space < 0 ? content : content.substring(0, space);
    String rest = space < 0 ? "" : content.substring(space + 1);
    int column = content.length() - rest.length() + 1;
    for (int i = 0; i < content.length(); i++) {
      if (Character.isISOControl(content.charAt(i))) {
        throw error(i + 1, "holds a control character, expected text that ends with \\n alone");
      }
    }
    if (rest.isBlank() || !rest.equals(rest.strip())) {
      throw error(column, "'" + keyword + "' is no line of a baseline, expected KEYWORD VALUE");
    }
    if (keyword.equals("scenario")) {
      begin(rest, at);
    } else if (draft.isEmpty()) {
      throw error(1, "'" + keyword + "' stands outside of a scenario, expected scenario NAME");
    } else if (keyword.equals("check")) {
      finish(rest, at);
    } else {
      into(draft.get(), keyword, rest, column);
    }
  }

  private void begin(String name, int at) throws FormatException {
    if (draft.isPresent()) {
      throw error(1, "scenario " + draft.get().name() + " has no check line: it is truncated");
    }
    if (scenarios.stream().anyMatch(each -> each.name().equals(name))) {
      throw error(10, "scenario " + name + " stands here twice");
    }
    draft = Optional.of(new ScenarioDraft(name));
    from = at;
  }

  private void finish(String written, int at) throws FormatException {
    ScenarioDraft done = draft.orElseThrow();
    BaselineScenario scenario = done.scenario();
    for (String hash : HASHES) {
      if (!scenario.hashes().containsKey(hash)) {
        throw error(1, "scenario " + done.name() + " has no line hash " + hash);
      }
    }
    if (scenario.accepted().isEmpty() || scenario.variants().isEmpty()) {
      throw error(1, "scenario " + done.name() + " has no line accepted, or no variant");
    }
    if (!written.equals(BaselineWriter.checksum(text.substring(from, at)))) {
      throw error(
          7,
          "scenario "
              + done.name()
              + " is not as pilsim wrote it: it was edited by hand, or merged; restore the file,"
              + " or remove it and accept anew");
    }
    scenarios.add(scenario);
    draft = Optional.empty();
  }

  private void into(ScenarioDraft scenario, String keyword, String rest, int column)
      throws FormatException {
    boolean fresh =
        switch (keyword) {
          case "hash" -> hash(scenario, rest, column);
          case "accepted" -> accepted(scenario, rest, column);
          case "budget" -> scenario.budget(rest);
          case "setting", "leaf", "input" -> pair(scenario.pairs(keyword), rest, column);
          case "variant" -> scenario.begin(rest);
          case "completed", "chance" -> scenario.truth(keyword, truth(rest, column));
          case "metric" -> metric(scenario, rest, column);
          default -> throw error(1, "'" + keyword + "' is unknown in a baseline");
        };
    if (!fresh) {
      throw error(column, keyword + " " + firstWord(rest) + " stands here twice");
    }
  }

  private boolean hash(ScenarioDraft scenario, String rest, int column) throws FormatException {
    String name = firstWord(rest);
    String hash = rest.substring(Math.min(name.length() + 1, rest.length()));
    boolean program = name.equals("pilsim") && hash.equals("unknown");
    if (!HASHES.contains(name) || !(program || SHA_256.matcher(hash).matches())) {
      throw error(column, "expected one of " + String.join(", ", HASHES) + " and a SHA-256");
    }
    return scenario.hash(name, hash);
  }

  private boolean accepted(ScenarioDraft scenario, String rest, int column) throws FormatException {
    String date = firstWord(rest);
    if (!DATE.matcher(date).matches() || rest.length() <= date.length()) {
      throw error(column, "expected a date such as 2026-01-31, and a reason");
    }
    return scenario.accepted(date, rest.substring(date.length() + 1));
  }

  private boolean pair(Map<String, String> into, String rest, int column)
      throws FormatException {
    int sign = rest.indexOf(" = ");
    if (sign <= 0) {
      throw error(column, "expected PATH = VALUE");
    }
    return into.putIfAbsent(rest.substring(0, sign), rest.substring(sign + 3)) == null;
  }

  private boolean truth(String word, int column) throws FormatException {
    if (!word.equals("yes") && !word.equals("no")) {
      throw error(column, "'" + word + "' does not fit, expected yes or no");
    }
    return word.equals("yes");
  }

  private boolean metric(ScenarioDraft scenario, String rest, int column) throws FormatException {
    String name = firstWord(rest);
    int at = Math.min(name.length() + 1, rest.length());
    String unit = firstWord(rest.substring(at));
    at = Math.min(at + unit.length() + 1, rest.length());
    if (at == rest.length()) {
      throw error(column, "metric " + name + ": expected its unit and its values");
    }
    List<Double> values = new ArrayList<>();
    while (at < rest.length()) {
      int end = rest.indexOf(' ', at);
      String word = rest.substring(at, end < 0 ? rest.length() : end);
      values.add(number(name, word, column + at));
      at += word.length() + 1;
    }
    if (values.size() > 1 && new BaselineMetric(unit, values).isConstant()) {
      throw error(column, "metric " + name + ": the same value over and over, expected it once");
    }
    return scenario.metric(name, new BaselineMetric(unit, values));
  }

  private double number(String metric, String word, int column) throws FormatException {
    double value;
    try {
      value = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!Double.isFinite(value)) {
      throw error(column, "metric " + metric + ": '" + word + "' is no finite number");
    }
    if (!BaselineWriter.number(value).equals(word)) {
      throw error(
          column,
          "metric " + metric + ": '" + word + "' expected as " + BaselineWriter.number(value));
    }
    return value;
  }

  private static String firstWord(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space);
  }

  private FormatException error(int column, String problem) {
    return FormatException.at(file, line, column, problem);
  }
}
