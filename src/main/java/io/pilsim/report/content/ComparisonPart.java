package io.pilsim.report.content;

import io.pilsim.experiment.JsonFields;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.report.Human;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Part.Fact;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Prose.Tone;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a comparison says: who is best in which metric, and every difference with its interval. */
final class ComparisonPart {
  private static final int MOST_CHARTS = 6;

  private final JsonFields fields;
  private final JsonObject root;
  private final List<Prose> answers = new ArrayList<>();

  ComparisonPart(JsonFields fields, JsonObject root) {
    this.fields = fields;
    this.root = root;
  }

  Part part(String id) throws FormatException {
    List<Section> sections = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    List<String> who = new ArrayList<>();
    int number = 1;
    for (JsonNode node : fields.items(root, "groups")) {
      JsonObject group = fields.object(node);
      String title = fields.text(group, "title");
      titles.add(title);
      who.addAll(fields.texts(group, "alternatives"));
      List<Block> blocks = new ArrayList<>();
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode each : fields.items(group, "metrics")) {
        JsonObject metric = fields.object(each);
        if (blocks.size() < MOST_CHARTS) {
          bars(metric, "compare-" + number++).ifPresent(blocks::add);
        }
        differences(metric, rows);
      }
      blocks.add(
          new Grid(
              "Differences from " + first(group),
              List.of("metric", "", "difference", "95 %", "seen"),
              rows));
      sections.add(new Section("differences-" + titles.size(), title, blocks));
    }
    String command = Commands.of(root).orElse("pilsim compare RESULT...");
    sections.add(Repeat.section(command, List.of()));
    return new Part(
        id,
        "comparison",
        String.join("; ", titles),
        "Which differences are there between " + String.join(", ", who) + "?",
        answers,
        List.of(new Fact("level", Human.of("", fields.number(root, "level")))),
        sections);
  }

  private String first(JsonObject group) throws FormatException {
    return fields.texts(group, "alternatives").stream().findFirst().orElse("the first");
  }

  private Optional<Block> bars(JsonObject metric, String id) throws FormatException {
    String name = fields.text(metric, "metric");
    String unit = fields.text(metric, "unit");
    List<String> best = fields.texts(metric, "best");
    JsonObject means = fields.object(fields.member(metric, "means"));
    BarRows rows = new BarRows(unit);
    for (String alternative : means.names()) {
      OptionalDouble mean = fields.perhaps(means, alternative);
      if (mean.isPresent()) {
        String mark = best.contains(alternative) ? " *" : "";
        rows.add("", alternative + mark, 0, mean.getAsDouble(), Optional.empty());
      }
    }
    String winner = best.isEmpty() ? "none" : String.join(", ", best);
    answers.add(new Prose(Tone.PLAIN, name + ": best is " + winner + "."));
    String summary =
        "* best, or not distinguishable from the best; "
            + fields.text(metric, "better")
            + " is better.";
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(rows.chart(id, name, summary, List.of()));
  }

  private void differences(JsonObject metric, List<List<String>> rows) throws FormatException {
    String unit = fields.text(metric, "unit");
    for (JsonNode node : fields.items(metric, "differences")) {
      JsonObject each = fields.object(node);
      Optional<Interval> ci = Optional.empty();
      if (fields.member(each, "ci95") instanceof JsonArray ends && ends.items().size() == 2) {
        double low = fields.number(ends.items().get(0));
        ci = Optional.of(new Interval(low, fields.number(ends.items().get(1))));
      }
      rows.add(
          List.of(
              fields.text(metric, "metric"),
              fields.text(each, "to"),
              Human.of(unit, fields.number(each, "mean")),
              ci.map(i -> Human.of(unit, i.low()) + " to " + Human.of(unit, i.high())).orElse("-"),
              fields.truth(each, "seen") ? "yes" : "no"));
    }
  }
}
