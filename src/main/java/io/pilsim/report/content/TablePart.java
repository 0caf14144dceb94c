package io.pilsim.report.content;

import io.pilsim.experiment.JsonFields;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNumber;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import io.pilsim.report.Human;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Prose.Tone;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is a table by nature: cells that were validated, faults that were injected. */
final class TablePart {
  private final JsonFields fields;
  private final JsonObject root;

  TablePart(JsonFields fields, JsonObject root) {
    this.fields = fields;
    this.root = root;
  }

  Part validation(String id) throws FormatException {
    Map<String, List<List<String>>> tables = new TreeMap<>();
    int missed = 0;
    int all = 0;
    for (JsonNode node : fields.items(root, "cells")) {
      JsonObject cell = fields.object(node);
      boolean ok = fields.truth(cell, "ok");
      boolean fitted = fields.text(cell, "role").equals("c");
      all += fitted ? 0 : 1;
      missed += ok || fitted ? 0 : 1;
      tables
          .computeIfAbsent(fields.text(cell, "table"), any -> new ArrayList<>())
          .add(
              List.of(
                  row(fields.object(fields.member(cell, "row"))),
                  fields.text(cell, "column"),
                  Human.of("", fields.number(cell, "expected")),
                  Human.of("", fields.number(cell, "simulated")),
                  Human.of("percent", fields.number(cell, "error") * 100),
                  fitted ? "fitted" : ok ? "ok" : "MISSED"));
    }
    List<Section> sections = new ArrayList<>();
    tables.forEach(
        (name, rows) -> {
          List<String> columns = List.of("row", "column", "published", "simulated", "error", "");
          Grid grid = new Grid(name, columns, rows);
          sections.add(new Section("table-" + (sections.size() + 1), name, List.of(grid)));
        });
    sections.add(Repeat.section("pilsim validate", List.of()));
    String answer = (all - missed) + " of " + all + " predicted cells are within tolerance.";
    return new Part(
        id,
        "validation",
        "Validation",
        "Does the model predict what others have measured?",
        List.of(new Prose(missed == 0 ? Tone.GOOD : Tone.BAD, answer)),
        List.of(),
        sections);
  }

  private static String row(JsonObject row) {
    List<String> texts = new ArrayList<>();
    row.members().forEach((name, value) -> texts.add(name + " " + text(value)));
    return String.join(", ", texts);
  }

  private static String text(JsonNode node) {
    if (node instanceof JsonText text) {
      return text.value();
    }
    return node instanceof JsonNumber number ? Human.of("", number.asDouble()) : "";
  }

  Part injection(String id) throws FormatException {
    Map<String, Integer> outcomes = new TreeMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode node : fields.items(root, "steps")) {
      JsonObject step = fields.object(node);
      String outcome = fields.text(step, "outcome");
      outcomes.merge(outcome, 1, Integer::sum);
      rows.add(
          List.of(
              fields.text(step, "step"),
              fields.text(step, "variant"),
              fields.text(step, "fault"),
              outcome,
              String.join("; ", fields.texts(step, "detail"))));
    }
    List<Prose> answers = new ArrayList<>();
    outcomes.forEach(
        (outcome, count) -> {
          boolean bad = outcome.equals("leaked") || outcome.equals("stuck");
          answers.add(new Prose(bad ? Tone.BAD : Tone.PLAIN, outcome + ": " + count + " steps."));
        });
    Grid grid =
        new Grid("Every step", List.of("step", "variant", "fault", "outcome", "detail"), rows);
    return new Part(
        id,
        "injection",
        "Injected faults",
        "What is left behind when each step fails in turn?",
        answers,
        List.of(),
        List.of(
            new Section("steps", "Steps", List.of(grid)),
            Repeat.section("pilsim run --inject-all SCENARIO", List.of())));
  }
}
