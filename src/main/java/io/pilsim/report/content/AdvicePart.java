package io.pilsim.report.content;

import io.pilsim.experiment.JsonFields;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.report.CommandLines;
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

/** What advice says: rewrites that are worth making, and what each costs, exposes and gains. */
final class AdvicePart {
  private final JsonFields fields;
  private final JsonObject root;
  private final String unit;

  AdvicePart(JsonFields fields, JsonObject root) throws FormatException {
    this.fields = fields;
    this.root = root;
    this.unit = fields.text(root, "unit");
  }

  Part part(String id) throws FormatException {
    String scenario = fields.text(root, "scenario");
    String metric = fields.text(root, "metric");
    List<Prose> answers = new ArrayList<>();
    BarRows bars = new BarRows(unit);
    JsonObject here = fields.object(fields.member(root, "as_it_is"));
    bars.add("", "as it is", 1, fields.number(here, "cost"), Optional.empty());
    for (JsonNode node : fields.items(root, "pareto")) {
      JsonObject option = fields.object(node);
      bars.add("", sets(option), 0, fields.number(option, "cost"), Optional.empty());
      String gain = Human.of(unit, fields.number(option, "gain"));
      answers.add(new Prose(Tone.GOOD, sets(option) + " gains " + gain + "."));
    }
    if (answers.isEmpty()) {
      answers.add(Prose.plain("No rewrite is better than what is there."));
    }
    List<Block> blocks = new ArrayList<>();
    String summary = "What is worth making, beside what is there.";
    blocks.add(bars.chart("advice", metric, summary, List.of("advised", "as it is")));
    for (String kind : List.of("pareto", "alone", "rejected")) {
      blocks.add(grid(kind));
    }
    String command = "pilsim advise " + CommandLines.word(scenario) + " --metric " + metric;
    return new Part(
        id,
        "advice",
        scenario,
        "Which rewrites of " + scenario + " lower " + metric + "?",
        answers,
        List.of(
            new Fact("variant", fields.text(root, "variant")),
            new Fact("may be exposed", fields.text(root, "max_exposure"))),
        List.of(
            new Section("advice", "What is worth making", blocks),
            Repeat.section(Commands.of(root).orElse(command), List.of())));
  }

  private String sets(JsonObject option) throws FormatException {
    List<String> sets = fields.texts(option, "sets");
    return sets.isEmpty() ? "as it is" : String.join(", ", sets);
  }

  private Grid grid(String kind) throws FormatException {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode node : fields.items(root, kind)) {
      JsonObject option = fields.object(node);
      rows.add(
          List.of(
              sets(option),
              Human.of(unit, fields.number(option, "cost")),
              Human.of(unit, fields.number(option, "gain")),
              exposure(fields.object(fields.member(option, "exposure"))),
              Human.of("bytes", fields.number(option, "memory_bytes"))));
    }
    String caption =
        switch (kind) {
          case "pareto" -> "Worth making";
          case "alone" -> "One at a time";
          default -> "Rejected";
        };
    return new Grid(caption, List.of("sets", "cost", "gain", "exposed for", "memory"), rows);
  }

  private String exposure(JsonObject exposure) throws FormatException {
    if (!fields.truth(exposure, "known")) {
      return "not measured";
    }
    return fields.truth(exposure, "always")
        ? "always"
        : Human.of("ns", fields.number(exposure, "ns"));
  }
}
