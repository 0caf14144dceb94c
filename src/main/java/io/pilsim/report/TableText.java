package io.pilsim.report;

import io.pilsim.experiment.validation.ValidationCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Published tables against the simulator, cell by cell. */
public final class TableText {
  private static final int WIDTH = 80;
  private static final double PER_CENT = 100;

  private final List<ValidationCell> cells;
  private final Function<String, List<String>> remarks;

  /**
   * @param remarks what one has to know of a table, by its name
   */
  public TableText(List<ValidationCell> cells, Function<String, List<String>> remarks) {
    this.cells = List.copyOf(cells);
    this.remarks = remarks;
  }

  public String text() {
    return write(false);
  }

  public String markdown() {
    return write(true);
  }

  private String write(boolean markdown) {
    StringBuilder out = new StringBuilder();
    Map<String, List<ValidationCell>> tables = new LinkedHashMap<>();
    cells.forEach(cell -> tables.computeIfAbsent(cell.table(), t -> new ArrayList<>()).add(cell));
    for (Map.Entry<String, List<ValidationCell>> each : tables.entrySet()) {
      out.append(markdown ? "### " : "").append(each.getKey()).append("\n\n");
      TextTable table = new TextTable(List.of("published", "simulated", "error", "allowed", ""));
      each.getValue().forEach(cell -> table.row(name(cell), row(cell)));
      out.append(markdown ? table.markdown() : table.text(WIDTH)).append('\n');
      out.append(summary(each.getValue())).append('\n');
      for (String remark : remarks.apply(each.getKey())) {
        List<String> lines = markdown ? List.of(remark) : Wrap.lines(remark, WIDTH, "  ");
        lines.forEach(line -> out.append(line).append('\n'));
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static String name(ValidationCell cell) {
    return String.join(" ", cell.row().values()) + " " + cell.column();
  }

  private static List<String> row(ValidationCell cell) {
    boolean fitted = cell.role().equals("c");
    return List.of(
        number(cell.expected()),
        number(cell.simulated()),
        String.format(Locale.ROOT, "%+.1f %%", cell.error() * PER_CENT),
        String.format(Locale.ROOT, "%.0f %%", cell.tolerance().orElse(0) * PER_CENT),
        fitted ? "fitted" : cell.ok() ? "ok" : "MISSED");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String summary(List<ValidationCell> cells) {
    List<ValidationCell> predicted =
        cells.stream().filter(cell -> !cell.role().equals("c")).toList();
    if (predicted.isEmpty()) {
      return "all cells at hand are fitted, none is predicted";
    }
    long ok = predicted.stream().filter(ValidationCell::ok).count();
    return ok + " of " + predicted.size() + " predicted cells within tolerance";
  }
}
