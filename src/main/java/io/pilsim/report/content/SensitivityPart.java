package io.pilsim.report.content;

import io.pilsim.experiment.JsonFields;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import io.pilsim.report.CommandLines;
import io.pilsim.report.Human;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Part.Fact;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Prose.Tone;
import io.pilsim.report.page.Section;
import io.pilsim.report.page.Spans;
import io.pilsim.report.page.Spans.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a sensitivity study says: a tornado of what is assumed, and what it decides. */
final class SensitivityPart {
  private static final int MOST_ROWS = 25;
  private static final double LEAST_SHARE = 0.001;

  private record End(String value, Map<String, OptionalDouble> means, Optional<String> flip) {}

  private record Swing(String path, String value, double share, List<End> ends) {}

  private final JsonFields fields;
  private final JsonObject root;
  private final String metric;
  private final String unit;
  private final Map<String, OptionalDouble> base;
  private final Optional<String> best;
  private final List<Swing> swings = new ArrayList<>();

  SensitivityPart(JsonFields fields, JsonObject root) throws FormatException {
    this.fields = fields;
    this.root = root;
    this.metric = fields.text(root, "metric");
    this.unit = fields.text(root, "unit");
    this.base = means(fields.object(fields.member(root, "base")));
    this.best = text(fields.member(root, "best"));
    for (JsonNode node : fields.items(root, "leaves")) {
      JsonObject leaf = fields.object(node);
      List<End> ends = new ArrayList<>();
      for (JsonNode each : fields.items(leaf, "ends")) {
        JsonObject end = fields.object(each);
        JsonObject written = fields.object(fields.member(end, "means"));
        Optional<String> flip = text(fields.member(end, "flips_to"));
        ends.add(new End(fields.text(end, "value"), means(written), flip));
      }
      double share = fields.number(leaf, "swing");
      swings.add(new Swing(fields.text(leaf, "path"), fields.text(leaf, "value"), share, ends));
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node instanceof JsonText text ? Optional.of(text.value()) : Optional.empty();
  }

  private Map<String, OptionalDouble> means(JsonObject object) throws FormatException {
    Map<String, OptionalDouble> means = new LinkedHashMap<>();
    for (String name : object.names()) {
      means.put(name, fields.perhaps(object, name));
    }
    return means;
  }

  Part part(String id) throws FormatException {
    List<Block> blocks = new ArrayList<>();
    int number = 1;
    for (Map.Entry<String, OptionalDouble> variant : base.entrySet()) {
      if (variant.getValue().isPresent()) {
        double middle = variant.getValue().getAsDouble();
        blocks.add(tornado("tornado-" + number++, variant.getKey(), middle));
      }
    }
    String scenario = fields.text(root, "scenario");
    String likely = "pilsim sensitivity " + CommandLines.word(scenario) + " --metric " + metric;
    return new Part(
        id,
        "sensitivity",
        scenario,
        "Which assumed values move " + metric + ", and does a decision rest on one of them?",
        answers(),
        List.of(
            new Fact("metric", metric),
            new Fact("variants", String.join(", ", base.keySet())),
            new Fact("assumed values", Integer.toString(swings.size()))),
        List.of(
            new Section("tornado", "What moves it", blocks),
            Repeat.section(Commands.of(root).orElse(likely), List.of())));
  }

  private List<Prose> answers() {
    List<Prose> answers = new ArrayList<>();
    boolean flips = swings.stream().flatMap(s -> s.ends.stream()).anyMatch(e -> e.flip.isPresent());
    if (best.isPresent() && !flips) {
      answers.add(
          new Prose(
              Tone.GOOD,
              best.get()
                  + " is best, and stays so wherever any one assumed value lies in its range."));
    } else if (best.isPresent()) {
      answers.add(Prose.bad(best.get() + " is best as modelled, but that rests on a guess:"));
      for (Swing swing : swings) {
        for (End end : swing.ends) {
          end.flip.ifPresent(
              other ->
                  answers.add(
                      Prose.bad(
                          swing.path + " = " + end.value + " makes " + other + " the best.")));
        }
      }
    }
    swings.stream()
        .limit(3)
        .forEach(
            swing ->
                answers.add(
                    Prose.plain(
                        swing.path + " swings it by " + Human.of("percent", swing.share * 100))));
    return answers;
  }

  private Spans tornado(String id, String variant, double middle) {
    List<Spans.Row> rows = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    double low = middle;
    double high = middle;
    for (Swing swing : swings) {
      if (rows.size() == MOST_ROWS || swing.share < LEAST_SHARE) {
        break;
      }
      List<Span> spans = new ArrayList<>();
      List<String> row = new ArrayList<>(List.of(swing.path, swing.value));
      for (End end : swing.ends) {
        double mean = end.means.getOrDefault(variant, OptionalDouble.empty()).orElse(middle);
        String name = swing.path + " = " + end.value + ": " + Human.of(unit, mean);
        int color = mean < middle ? 0 : 1;
        spans.add(
            new Span(
                name, color, Math.min(mean, middle), Math.max(mean, middle), Optional.empty()));
        low = Math.min(low, mean);
        high = Math.max(high, mean);
        row.add(end.value + ": " + Human.of(unit, mean));
      }
      while (row.size() < 4) {
        row.add("-");
      }
      cells.add(row.subList(0, 4));
      rows.add(new Spans.Row("", swing.path, spans, Human.of("percent", swing.share * 100)));
    }
    double margin = high > low ? (high - low) / 50 : 1;
    String title = metric + (base.size() > 1 ? " of " + variant : "");
    int rest = swings.size() - rows.size();
    return new Spans(
        id,
        title,
        "From one end of each range to the other, around "
            + Human.of(unit, middle)
            + " as modelled; "
            + rest
            + " more move it less.",
        new Grid(title, List.of("leaf", "modelled", "at one end", "at the other"), cells),
        unit,
        low - margin,
        high + margin,
        OptionalDouble.of(middle),
        List.of("less", "more"),
        rows);
  }
}
