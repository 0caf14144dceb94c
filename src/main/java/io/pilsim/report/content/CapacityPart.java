package io.pilsim.report.content;

import io.pilsim.experiment.JsonFields;
import io.pilsim.experiment.statistics.Interval;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.json.JsonArray;
import io.pilsim.formats.json.JsonNode;
import io.pilsim.formats.json.JsonNull;
import io.pilsim.formats.json.JsonObject;
import io.pilsim.formats.json.JsonText;
import io.pilsim.report.Amount;
import io.pilsim.report.CommandLines;
import io.pilsim.report.Human;
import io.pilsim.report.page.Block;
import io.pilsim.report.page.Curves;
import io.pilsim.report.page.Curves.Axis;
import io.pilsim.report.page.Curves.Curve;
import io.pilsim.report.page.Curves.Join;
import io.pilsim.report.page.Curves.Mark;
import io.pilsim.report.page.Curves.Point;
import io.pilsim.report.page.Grid;
import io.pilsim.report.page.Part;
import io.pilsim.report.page.Part.Fact;
import io.pilsim.report.page.Prose;
import io.pilsim.report.page.Prose.Tone;
import io.pilsim.report.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a capacity study says: the curve, where it crosses the objective, and what binds there. */
final class CapacityPart {
  private final JsonFields fields;
  private final JsonObject root;
  private final String vary;
  private final String until;
  private final String unit;
  private final List<Curve> curves = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<List<String>> cells = new ArrayList<>();
  private final List<Prose> answers = new ArrayList<>();
  private final List<Block> remarks = new ArrayList<>();
  private String across = "count";

  CapacityPart(JsonFields fields, JsonObject root) throws FormatException {
    this.fields = fields;
    this.root = root;
    this.vary = fields.text(root, "vary");
    this.until = fields.text(root, "until");
    this.unit = Amount.of(limit(until)).map(Amount::unit).orElse("");
  }

  private static String limit(String objective) {
    return objective.replaceFirst("^[^<>=]*[<>=]+", "").strip();
  }

  Part part(String id) throws FormatException {
    List<JsonNode> variants = fields.items(root, "variants");
    for (JsonNode node : variants) {
      JsonObject answer = fields.object(node);
      String name = variants.size() > 1 ? fields.text(answer, "variant") : "";
      answer(answer, name.isEmpty() ? "" : name + ": ");
      curve(answer, fields.text(answer, "variant"));
      binding(answer, name.isEmpty() ? "" : name + ": ");
    }
    String metric = until.replaceFirst("[<>=].*$", "").strip();
    String title = metric + " by " + vary;
    Curves chart =
        new Curves(
            "capacity",
            title,
            "Where the curve crosses " + until + ", the capacity ends; lines mark its knee.",
            new Grid(title, List.of("", vary, metric, "95 %", "met", "busiest"), cells),
            new Axis(vary, across, false),
            new Axis(metric, unit, false),
            limited(),
            marks);
    String scenario = fields.text(root, "scenario");
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("capacity", "The response", List.of(chart)));
    if (!remarks.isEmpty()) {
      sections.add(new Section("binding", "What binds", remarks));
    }
    sections.add(Repeat.section(Commands.of(root).orElseGet(() -> command(scenario)), List.of()));
    return new Part(
        id,
        "capacity",
        scenario,
        "How far can " + vary + " go, until " + until + " is missed?",
        answers,
        List.of(new Fact("vary", vary), new Fact("until", until)),
        sections);
  }

  /** With the objective as a line across. */
  private List<Curve> limited() {
    double[] ends =
        curves.stream().flatMap(c -> c.points().stream()).mapToDouble(Point::x).sorted().toArray();
    List<Curve> all = new ArrayList<>();
    if (ends.length == 0) {
      return all;
    }
    double most = ends[ends.length - 1];
    Amount.of(limit(until))
        .ifPresent(
            limit ->
                all.add(
                    new Curve(
                        until,
                        Join.DASHES,
                        List.of(
                            new Point(ends[0], limit.value()), new Point(most, limit.value())))));
    all.addAll(curves);
    return all;
  }

  private void answer(JsonObject answer, String who) throws FormatException {
    String kind = fields.text(answer, "answer");
    if (kind.equals("none")) {
      answers.add(Prose.bad(who + "no value of " + vary + " meets " + until + "."));
      return;
    }
    String value = text(answer, "value").map(Amount::text).orElse("");
    String words =
        switch (kind) {
          case "largest" -> "up to " + value + " meets it";
          case "smallest" -> "from " + value + " on meets it";
          case "some" -> "some values meet it, some do not, with more than one edge";
          default -> "all values within the range meet it";
        };
    String sure = "";
    if (answer.get("ci95").isPresent()) {
      List<String> ends = fields.texts(answer, "ci95");
      if (ends.size() == 2 && !ends.get(0).equals(ends.get(1))) {
        sure = " (95 %: " + Amount.text(ends.get(0)) + " to " + Amount.text(ends.get(1)) + ")";
      }
    }
    answers.add(new Prose(Tone.GOOD, who + words + sure + "."));
    if (!fields.truth(answer, "monotone")) {
      answers.add(Prose.bad(who + "the response is not monotone: other crossings may be there."));
    }
  }

  private void curve(JsonObject answer, String name) throws FormatException {
    List<Point> points = new ArrayList<>();
    for (JsonNode node : fields.items(answer, "curve")) {
      JsonObject point = fields.object(node);
      String value = fields.text(point, "value");
      Optional<Amount> x = Amount.of(value);
      boolean there = !(fields.member(point, "mean") instanceof JsonNull);
      String mean = there ? Human.of(unit, fields.number(point, "mean")) : "-";
      Optional<Interval> ci = there ? interval(point) : Optional.empty();
      String half =
          ci.filter(each -> each.half() > 0)
              .map(each -> "± " + Human.of(unit, each.half()))
              .orElse("");
      cells.add(
          List.of(
              name,
              Amount.text(value),
              mean,
              half,
              fields.truth(point, "meets") ? "yes" : "no",
              fields.member(point, "busiest") instanceof JsonNull
                  ? "-"
                  : Human.of("percent", fields.number(point, "busiest") * 100)));
      if (there && x.isPresent()) {
        across = x.get().unit();
        points.add(new Point(x.get().value(), fields.number(point, "mean"), ci, ""));
      }
    }
    curves.add(new Curve(name, Join.LINE, points));
    Optional<String> knee = text(answer, "knee");
    knee.flatMap(Amount::of).ifPresent(at -> marks.add(new Mark(at.value(), "knee of " + name)));
  }

  private Optional<Interval> interval(JsonObject point) throws FormatException {
    if (point.get("ci95").orElse(null) instanceof JsonArray ends && ends.items().size() == 2) {
      double low = fields.number(ends.items().get(0));
      return Optional.of(new Interval(low, fields.number(ends.items().get(1))));
    }
    return Optional.empty();
  }

  private static Optional<String> text(JsonObject object, String name) {
    return object.get(name).filter(JsonText.class::isInstance).map(n -> ((JsonText) n).value());
  }

  private void binding(JsonObject answer, String who) throws FormatException {
    for (JsonNode node : fields.items(answer, "resources")) {
      JsonObject resource = fields.object(node);
      remarks.add(
          Prose.plain(
              who
                  + fields.text(resource, "name")
                  + " is busy "
                  + Human.of("percent", fields.number(resource, "utilization") * 100)
                  + " of the time and waited for "
                  + Human.of("ns", fields.number(resource, "wait_ns"))
                  + " in all."));
    }
    for (JsonNode node : fields.items(answer, "relaxations")) {
      JsonObject relaxation = fields.object(node);
      String then =
          text(relaxation, "capacity").map(value -> ", and a capacity of " + value).orElse("");
      remarks.add(
          Prose.plain(
              who
                  + relaxed(relaxation)
                  + ", twice as fast, gives "
                  + Human.of(unit, fields.number(relaxation, "mean"))
                  + then
                  + "."));
    }
  }

  /** A leaf with its value, or a resource with those of its leaves. */
  private String relaxed(JsonObject relaxation) throws FormatException {
    if (relaxation.get("leaf").isPresent()) {
      return fields.text(relaxation, "leaf") + " = " + fields.text(relaxation, "value");
    }
    JsonObject leaves = fields.object(fields.member(relaxation, "leaves"));
    List<String> set = new ArrayList<>();
    for (String leaf : leaves.names()) {
      set.add(leaf + " = " + fields.text(leaves, leaf));
    }
    return fields.text(relaxation, "resource") + " (" + String.join(", ", set) + ")";
  }

  private String command(String scenario) {
    String low = text(root, "low").orElse("");
    String range = vary + "=" + low + ".." + text(root, "high").orElse("");
    return "pilsim capacity "
        + CommandLines.word(scenario)
        + " --vary "
        + CommandLines.word(range)
        + " --until "
        + CommandLines.word(until);
  }
}
