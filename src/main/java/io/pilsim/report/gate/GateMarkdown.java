package io.pilsim.report.gate;

import io.pilsim.experiment.Verdict;
import io.pilsim.experiment.gate.GateReport;
import io.pilsim.experiment.gate.GateRow;
import io.pilsim.experiment.gate.GateState;
import io.pilsim.experiment.gate.Moved;
import io.pilsim.experiment.gate.VariantChange;
import io.pilsim.report.Human;
import java.util.List;

/** Gates as Markdown for a pull request: a table each, and small charts of what moved. */
public final class GateMarkdown {
  private static final int WIDTH = 30;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private final StringBuilder text = new StringBuilder();

  private GateMarkdown() {}

  public static String write(List<GateReport> reports) {
    GateMarkdown markdown = new GateMarkdown();
    reports.forEach(markdown::write);
    return markdown.text.toString();
  }

  private void write(GateReport report) {
    text.append(text.isEmpty() ? "" : "\n");
    text.append("## ").append(escape(report.scenario())).append(": ");
    text.append(
        switch (report.outcome()) {
          case PASSED -> "passed";
          case INCONCLUSIVE -> "inconclusive";
          case FAILED -> "**failed**";
        });
    text.append("\n\n").append(GateText.table(report).markdown());
    for (Verdict verdict : report.unmet()) {
      text.append("\n- not met: ").append(code(verdict.expectation())).append(" for ");
      text.append(escape(verdict.variant())).append('\n');
    }
    report.rows().stream()
        .filter(row -> row.state().fails() || row.state() == GateState.INCONCLUSIVE)
        .forEach(row -> why(report, row));
    if (report.rows().stream().anyMatch(row -> row.state() != GateState.UNCHANGED)) {
      text.append(report.worthTelling().isEmpty() ? "" : "\n");
      report.worthTelling().forEach(each -> item(GateSentences.suspect(each)));
    }
    text.append("\nBaseline of ").append(report.accepted().date()).append(": ");
    text.append(escape(report.accepted().reason())).append('\n');
  }

  private void why(GateReport report, GateRow row) {
    VariantChange change = report.change(row.variant());
    text.append("\n**").append(escape(GateSentences.headline(row))).append("**\n");
    List<Moved> stages = GateSentences.movedStages(row, change);
    List<Moved> shown =
        stages.isEmpty()
            ? List.of(new Moved(row.figure(), row.unit(), row.before(), row.now()))
            : stages;
    text.append("\n```text\n").append(chart(shown)).append("```\n\n");
    GateSentences.why(report, row).forEach(this::item);
  }

  private void item(String sentence) {
    text.append("- ").append(escape(sentence)).append('\n');
  }

  /** Two bars each, as it was and as it is, on one scale. */
  static String chart(List<Moved> figures) {
    double most = 0;
    int widest = 0;
    for (Moved each : figures) {
      most = Math.max(most, Math.max(each.before().orElse(0), each.now().orElse(0)));
      widest = Math.max(widest, label(each).length());
    }
    StringBuilder chart = new StringBuilder();
    for (Moved each : figures) {
      String label = label(each);
      bar(
          chart,
          label + " ".repeat(widest - label.length()),
          " was ",
          each.unit(),
          each.before().orElse(0),
          most);
      bar(chart, " ".repeat(widest), " now ", each.unit(), each.now().orElse(0), most);
    }
    return chart.toString();
  }

  /** {@code adsp auth} of {@code boot.adsp.stage.auth}: one stage of several processors. */
  private static String label(Moved each) {
    String[] words = each.metric().split("\\.", -1);
    int last = words.length - 1;
    return last >= 3 && words[last - 1].equals("stage")
        ? words[last - 2] + " " + words[last]
        : words[last];
  }

  private static void bar(
      StringBuilder chart, String label, String when, String unit, double value, double most) {
    long eighths = most > 0 ? Math.round(Math.max(0, value) / most * WIDTH * 8) : 0;
    String bar =
        "█".repeat((int) (eighths / 8))
            + (eighths % 8 == 0 ? "" : EIGHTHS.charAt((int) (eighths % 8)));
    chart.append(label).append(when).append(bar).append(bar.isEmpty() ? "" : " ");
    chart.append(Human.of(unit, value)).append('\n');
  }

  private static String code(String text) {
    return "`" + text.replace("`", "'") + "`";
  }

  /** What Markdown or HTML would take for its own. */
  private static String escape(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]<>|#])", "\\\\$1");
  }
}
