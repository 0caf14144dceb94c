package io.pilsim.report.gate;

import io.pilsim.experiment.Verdict;
import io.pilsim.experiment.gate.GateReport;
import io.pilsim.experiment.gate.GateRow;
import io.pilsim.experiment.gate.GateState;
import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.model.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings as lines of a CI log that GitHub (and those who do as it does) show beside the scenario
 * on a pull request: {@code ::error file=F,line=L,col=C,title=T::MESSAGE}.
 */
public final class GateAnnotations {
  private GateAnnotations() {}

  public static String write(List<GateReport> reports) {
    StringBuilder lines = new StringBuilder();
    for (GateReport report : reports) {
      for (GateRow row : report.rows()) {
        if (row.state() != GateState.UNCHANGED) {
          lines.append(line(report, row)).append('\n');
        }
      }
      for (Verdict verdict : report.unmet()) {
        String what = "not met for " + verdict.variant() + ": " + verdict.expectation();
        Origin file = new Origin(InputFile.shown(report.file()), 1, 1);
        lines.append(line("error", file, report.scenario(), what)).append('\n');
      }
    }
    return lines.toString();
  }

  private static String line(GateReport report, GateRow row) {
    String level =
        row.state().fails()
            ? "error"
            : row.state() == GateState.INCONCLUSIVE ? "warning" : "notice";
    List<String> message = new ArrayList<>();
    message.add(GateSentences.headline(row));
    message.addAll(GateSentences.why(report, row));
    if (row.state().fails()) {
      report.worthTelling().forEach(each -> message.add(GateSentences.suspect(each)));
    }
    return line(level, row.budget().origin(), report.scenario(), String.join("\n", message));
  }

  private static String line(String level, Origin at, String scenario, String message) {
    return "::"
        + level
        + " file="
        + property(at.source())
        + ",line="
        + at.line()
        + ",col="
        + at.column()
        + ",title="
        + property("pilsim gate: " + scenario)
        + "::"
        + data(message);
  }

  /** A message is one line, whatever it holds. */
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
