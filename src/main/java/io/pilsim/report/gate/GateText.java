package io.pilsim.report.gate;

import io.pilsim.experiment.Verdict;
import io.pilsim.experiment.gate.GateReport;
import io.pilsim.experiment.gate.GateRow;
import io.pilsim.experiment.gate.GateState;
import io.pilsim.experiment.gate.VariantChange;
import io.pilsim.report.Human;
import io.pilsim.report.Style;
import io.pilsim.report.TextTable;
import io.pilsim.report.Wrap;
import java.util.ArrayList;
import java.util.List;

/** What a gate found, on the console. */
public final class GateText {
  private static final int WIDTH = 80;

  private final GateReport report;
  private final Style style;

  public GateText(GateReport report, Style style) {
    this.report = report;
    this.style = style;
  }

  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(style.bold(report.scenario() + " on " + report.platform())).append(": ");
    text.append(outcome()).append("\n\n").append(table(report).text(WIDTH)).append('\n');
    for (String sentence : sentences()) {
      Wrap.lines(sentence, WIDTH, "  ").forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private String outcome() {
    return switch (report.outcome()) {
      case PASSED -> "passed";
      case INCONCLUSIVE -> style.bad("inconclusive");
      case FAILED -> style.bad("FAILED");
    };
  }

  static TextTable table(GateReport report) {
    TextTable table = new TextTable(List.of("before", "now", "change", "budget", "state"));
    String variant = "";
    for (GateRow row : report.rows()) {
      if (!row.variant().equals(variant) && report.changes().size() > 1) {
        table.section(row.variant());
      }
      variant = row.variant();
      table.row(
          (report.changes().size() > 1 ? "  " : "") + row.figure(),
          List.of(
              GateSentences.was(row),
              GateSentences.now(row),
              GateSentences.signed(row),
              row.budget().maxChange().text(),
              row.state().word()));
    }
    return table;
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (GateRow row : report.rows()) {
      if (row.state().fails() || row.state() == GateState.INCONCLUSIVE) {
        sentences.add(style.bad(GateSentences.headline(row)));
        GateSentences.why(report, row).forEach(why -> sentences.add("  " + why));
      }
    }
    if (isOther()) {
      report.worthTelling().forEach(each -> sentences.add(GateSentences.suspect(each)));
    }
    for (Verdict verdict : report.unmet()) {
      sentences.add(style.bad("not met: " + verdict.expectation()) + " (" + figure(verdict) + ")");
    }
    report.changes().forEach(change -> others(change, sentences));
    sentences.add(
        "baseline of "
            + report.accepted().date()
            + ": "
            + report.accepted().reason()
            + "; "
            + Human.of("count", (double) report.cost().events())
            + " events");
    return sentences;
  }

  /** Whether any figure is another one than it was; without, nothing is suspected. */
  private boolean isOther() {
    return report.rows().stream().anyMatch(row -> row.state() != GateState.UNCHANGED)
        || report.changes().stream().anyMatch(change -> !change.moved().isEmpty());
  }

  private static String figure(Verdict verdict) {
    String value =
        verdict.value().isPresent()
            ? Human.of(verdict.unit(), verdict.value().getAsDouble())
            : "no such figure";
    return verdict.variant() + ", " + value;
  }

  private static void others(VariantChange change, List<String> sentences) {
    if (!change.moved().isEmpty()) {
      sentences.add(
          change.variant()
              + ": "
              + change.moved().size()
              + " of all figures are not what they were");
    }
    names(change.variant() + ": new metrics: ", change.appeared(), sentences);
    names(change.variant() + ": vanished metrics: ", change.vanished(), sentences);
  }

  private static void names(String lead, List<String> names, List<String> sentences) {
    if (!names.isEmpty()) {
      sentences.add(lead + String.join(", ", names));
    }
  }
}
