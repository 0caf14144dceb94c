package io.pilsim.report;

import io.pilsim.experiment.validation.CaseValidation;
import io.pilsim.experiment.validation.CaseValidation.CaseResult;
import io.pilsim.experiment.validation.ValidationCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Request-list cases against their results: the error of each case and metric. */
public final class CaseText {
  private static final int WIDTH = 80;
  private static final double PER_CENT = 100;

  private final List<CaseResult> results;

  public CaseText(List<CaseResult> results) {
    this.results = List.copyOf(results);
  }

  public String text() {
    return table().text(WIDTH) + "\n" + summary();
  }

  public String markdown() {
    return table().markdown() + "\n" + summary();
  }

  private TextTable table() {
    List<String> columns = new ArrayList<>();
    columns.add("verdict");
    columns.add(CaseValidation.REQUESTS_EQUAL);
    columns.addAll(CaseValidation.COLUMNS);
    TextTable table = new TextTable(columns);
    for (CaseResult result : results) {
      List<String> row = new ArrayList<>();
      row.add(result.ok() ? "ok" : "FAILED");
      row.add(equal(cell(result, CaseValidation.REQUESTS_EQUAL)));
      for (String column : CaseValidation.COLUMNS) {
        row.add(error(cell(result, column)));
      }
      table.row(result.name(), row);
    }
    return table;
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    long ok = results.stream().filter(CaseResult::ok).count();
    long equal = results.stream().filter(CaseText::isEqual).count();
    text.append(ok).append(" of ").append(results.size()).append(" cases within tolerance; ");
    text.append(equal).append(" equal in every request and count\n");
    long free = results.stream().filter(CaseText::isFree).count();
    if (free > 0) {
      text.append("no tolerance is given for ").append(free).append(" of them: any error is ok\n");
    }
    for (CaseResult result : results) {
      if (result.wrongAddresses() > 0) {
        text.append(result.name())
            .append(": ")
            .append(result.wrongAddresses())
            .append(" requests came out at another address than the tables say\n");
      }
      for (String law : result.brokenLaws()) {
        text.append(result.name()).append(": broken law: ").append(law).append('\n');
      }
    }
    return text.toString();
  }

  private static boolean isFree(CaseResult result) {
    return result.cells().stream().allMatch(cell -> cell.tolerance().isEmpty());
  }

  private static boolean isEqual(CaseResult result) {
    return result.cells().stream().allMatch(cell -> cell.error() == 0);
  }

  private static ValidationCell cell(CaseResult result, String column) {
    return result.cells().stream()
        .filter(cell -> cell.column().equals(column))
        .findFirst()
        .orElseThrow();
  }

  private static String equal(ValidationCell cell) {
    return cell.error() == 0
        ? "all"
        : String.format(Locale.ROOT, "%.2f %%", cell.simulated() * PER_CENT) + mark(cell);
  }

  private static String error(ValidationCell cell) {
    return cell.error() == 0
        ? "="
        : String.format(Locale.ROOT, "%+.2f %%", cell.error() * PER_CENT) + mark(cell);
  }

  private static String mark(ValidationCell cell) {
    return cell.ok() ? "" : " !";
  }
}
