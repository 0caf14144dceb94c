package io.pilsim.report;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.Scope;
import io.pilsim.experiment.compare.Alternative;
import io.pilsim.experiment.compare.Comparison;
import io.pilsim.experiment.compare.Comparison.Contrast;
import io.pilsim.experiment.compare.Comparison.Group;
import io.pilsim.experiment.compare.Comparison.Row;
import io.pilsim.experiment.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A comparison on the console: means side by side, and each difference in words. */
public final class ComparisonText {
  private static final int WIDTH = 80;

  private final Comparison comparison;
  private final Style style;

  public ComparisonText(Comparison comparison, Style style) {
    this.comparison = comparison;
    this.style = style;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    for (Group group : comparison.groups()) {
      text.append(text.isEmpty() ? "" : "\n").append(style.bold(group.title())).append("\n\n");
      text.append(style.best(table(group).text(WIDTH))).append('\n');
      for (String sentence : sentences(group)) {
        Wrap.lines(sentence, WIDTH, "  ").forEach(line -> text.append(line).append('\n'));
      }
    }
    return text.toString();
  }

  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (Group group : comparison.groups()) {
      text.append(text.isEmpty() ? "" : "\n").append("## ").append(group.title()).append("\n\n");
      text.append(table(group).markdown()).append('\n');
      sentences(group).forEach(sentence -> text.append("- ").append(sentence).append('\n'));
    }
    return text.toString();
  }

  private static TextTable table(Group group) {
    TextTable table = new TextTable(group.alternatives().stream().map(Alternative::name).toList());
    for (Row row : group.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.figures().size(); i++) {
        Optional<Figure> figure = row.figures().get(i);
        String mean = figure.map(f -> Human.of(f.unit(), f.mean())).orElse("-");
        cells.add(row.best().get(i) ? mean + " " + Best.MARK : mean);
      }
      table.row(row.metric(), cells);
    }
    return table;
  }

  private List<String> sentences(Group group) {
    List<String> sentences = new ArrayList<>();
    if (group.rows().isEmpty()) {
      sentences.add("nothing to compare: no metric that two alternatives have");
    } else if (group.rows().stream().anyMatch(row -> row.best().contains(true))) {
      sentences.add(Best.MARK + " best, or not distinguishable from the best" + among(group));
    } else {
      sentences.add("no best is marked: one replication cannot tell, or none does the same work");
    }
    for (Alternative alternative : group.alternatives()) {
      if (!alternative.variant().completed()) {
        sentences.add(style.bad(alternative.name() + " did not go through"));
      }
    }
    for (Row row : group.rows()) {
      row.contrasts().forEach(contrast -> sentences.add(sentence(row, contrast)));
    }
    return sentences;
  }

  private static String among(Group group) {
    long scopes =
        group.alternatives().stream().map(each -> Scope.of(each.variant())).distinct().count();
    return scopes > 1 ? ", among those that do as much" : "";
  }

  private static String sentence(Row row, Contrast contrast) {
    String where = row.metric() + ": " + contrast.to();
    if (!contrast.isSeen()) {
      return where + " and " + contrast.from() + ": no difference seen" + doubt(row, contrast);
    }
    double mean = contrast.difference().mean();
    boolean better = mean < 0 == row.lessIsBetter();
    String words = better ? "better" : "worse";
    return where
        + " has "
        + Human.of(row.unit(), Math.abs(mean))
        + (mean < 0 ? " less than " : " more than ")
        + contrast.from()
        + interval(row, contrast)
        + share(contrast)
        + ", "
        + words
        + (contrast.isDoubtful() ? "; ranks alone do not show it: take more replications" : "");
  }

  /** How large a difference may still be there. */
  private static String doubt(Row row, Contrast contrast) {
    Optional<Interval> ci = contrast.difference().ci95();
    if (ci.isEmpty()) {
      return " (one replication cannot tell)";
    }
    if (ci.get().low() == 0 && ci.get().high() == 0) {
      return " (equal)";
    }
    return " (within " + signed(row, ci.get().low()) + " to " + signed(row, ci.get().high()) + ")";
  }

  private static String interval(Row row, Contrast contrast) {
    return contrast
        .difference()
        .ci95()
        .filter(ci -> ci.low() != ci.high())
        .map(ci -> " (" + signed(row, ci.low()) + " to " + signed(row, ci.high()) + ")")
        .orElse("");
  }

  private static String signed(Row row, double value) {
    return (value > 0 ? "+" : "") + Human.of(row.unit(), value);
  }

  private static String share(Contrast contrast) {
    if (contrast.difference().ratio().isEmpty()) {
      return "";
    }
    String text = ", " + digits(contrast.difference().ratio().getAsDouble()) + " times as much";
    return text
        + contrast
            .difference()
            .ratioCi95()
            .filter(ci -> ci.low() != ci.high())
            .map(ci -> " (" + digits(ci.low()) + " to " + digits(ci.high()) + ")")
            .orElse("");
  }

  private static String digits(double ratio) {
    return BigDecimal.valueOf(ratio).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
