package io.pilsim.report.content;

import io.pilsim.experiment.compare.Headline;
import io.pilsim.report.Amount;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a sweep says of one metric. */
final class SweepPart {
  private static final int MOST_LISTED = 20;

  private final SweepRows sweep;
  private final String metric;
  private final String unit;
  private final List<SweepRows.Row> sound;
  private final Optional<String> command;

  /**
   * @param command that made it; empty when that is not known
   */
  SweepPart(SweepRows sweep, String metric, Optional<String> command) {
    this.sweep = sweep;
    this.metric = metric;
    this.command = command;
    this.sound = sweep.rows().stream().filter(row -> row.metric(metric).isPresent()).toList();
    this.unit = sound.isEmpty() ? "" : sound.get(0).metric(metric).orElseThrow().unit();
  }

  Part part(String id) {
    List<Section> sections = new ArrayList<>();
    List<Block> charts = new SweepCharts(sweep, sound, metric, unit).charts();
    if (!charts.isEmpty()) {
      sections.add(new Section("sweep", "The response", charts));
    }
    sections.add(new Section("points", "The best points", List.of(bestPoints())));
    sections.add(Repeat.section(command.orElseGet(this::likely), List.of()));
    Set<String> points = new LinkedHashSet<>();
    sweep.rows().forEach(row -> points.add(String.join(", ", row.over())));
    return new Part(
        id,
        "sweep",
        sweep.scenario(),
        "How does " + metric + " follow " + String.join(" and ", sweep.paths()) + "?",
        answers(),
        List.of(
            new Fact("points", Integer.toString(points.size())),
            new Fact("rows", Integer.toString(sweep.rows().size())),
            new Fact("metric", metric)),
        sections);
  }

  private List<SweepRows.Row> ranked() {
    List<SweepRows.Row> ranked = new ArrayList<>(sound);
    int sign = Headline.lessIsBetter(metric) ? 1 : -1;
    ranked.sort((a, b) -> sign * Double.compare(mean(a), mean(b)));
    return ranked;
  }

  private double mean(SweepRows.Row row) {
    return row.value(metric).orElse(0);
  }

  private List<Prose> answers() {
    List<Prose> answers = new ArrayList<>();
    List<SweepRows.Row> ranked = ranked();
    int lost = sweep.rows().size() - ranked.size();
    if (ranked.isEmpty()) {
      return List.of(Prose.bad("No point has " + metric + "."));
    }
    SweepRows.Row best = ranked.get(0);
    SweepRows.Row worst = ranked.get(ranked.size() - 1);
    answers.add(
        new Prose(
            Tone.GOOD, "Best: " + Human.of(unit, mean(best)) + sure(best) + " at " + at(best)));
    answers.add(Prose.plain("Worst: " + Human.of(unit, mean(worst)) + " at " + at(worst)));
    for (int i = 0; i < sweep.paths().size(); i++) {
      answers.add(Prose.plain(sweep.paths().get(i) + " " + moves(i)));
    }
    if (lost > 0) {
      answers.add(Prose.bad(lost + " rows have no value: they failed or did not go through."));
    }
    return answers;
  }

  private String sure(SweepRows.Row row) {
    return row.metric(metric)
        .flatMap(SweepRows.Mean::ci95)
        .filter(ci -> ci.half() > 0)
        .map(ci -> " ± " + Human.of(unit, ci.half()))
        .orElse("");
  }

  private String at(SweepRows.Row row) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < sweep.paths().size(); i++) {
      places.add(sweep.paths().get(i) + " = " + Amount.text(row.over().get(i)));
    }
    return String.join(", ", places) + " (" + row.variant() + ").";
  }

  /** How far the mean over everything else goes along one axis. */
  private String moves(int axis) {
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (String value : SweepCharts.values(sound, axis)) {
      OptionalDouble mean =
          sound.stream()
              .filter(row -> row.over().get(axis).equals(value))
              .mapToDouble(this::mean)
              .average();
      least = Math.min(least, mean.orElse(least));
      most = Math.max(most, mean.orElse(most));
    }
    return "moves it by "
        + Human.of(unit, most - least)
        + ", averaged over everything else: from "
        + Human.of(unit, least)
        + " to "
        + Human.of(unit, most)
        + ".";
  }

  private Grid bestPoints() {
    List<String> columns = new ArrayList<>(List.of("variant"));
    columns.addAll(sweep.paths());
    columns.addAll(List.of(metric, "95 %"));
    List<List<String>> rows = new ArrayList<>();
    for (SweepRows.Row row : ranked().stream().limit(MOST_LISTED).toList()) {
      List<String> cells = new ArrayList<>(List.of(row.variant()));
      row.over().forEach(value -> cells.add(Amount.text(value)));
      cells.add(Human.of(unit, mean(row)));
      cells.add(sure(row).strip());
      rows.add(cells);
    }
    return new Grid("The best " + rows.size() + " of " + sound.size() + " rows", columns, rows);
  }

  private String likely() {
    StringBuilder line =
        new StringBuilder("pilsim sweep ").append(CommandLines.word(sweep.scenario()));
    for (int i = 0; i < sweep.paths().size(); i++) {
      String values = String.join(",", SweepCharts.values(sweep.rows(), i));
      line.append(" --over ").append(CommandLines.word(sweep.paths().get(i) + "=" + values));
    }
    return line.toString();
  }
}
