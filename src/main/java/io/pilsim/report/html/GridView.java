package io.pilsim.report.html;

import io.pilsim.report.page.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table as the template takes it: numbers stand to the right. */
public record GridView(String caption, List<String> columns, List<Row> rows, boolean isLong) {
  private static final int MOST_ROWS = 60;
  private static final Pattern NUMBER = Pattern.compile("[-+±]? ?\\d.*");

  /**
   * A row.
   *
   * @param title above the rows that follow
   * @param inner below a title
   */
  public record Row(String label, boolean title, boolean inner, List<Cell> cells) {}

  /** A cell. */
  public record Cell(String text, boolean number) {}

  static GridView of(Grid grid) {
    List<Row> rows = new ArrayList<>();
    for (List<String> row : grid.rows()) {
      boolean title = row.size() == 1;
      String label = row.get(0);
      List<Cell> cells =
          row.subList(1, row.size()).stream()
              .map(text -> new Cell(text, NUMBER.matcher(text).matches() || text.equals("-")))
              .toList();
      rows.add(new Row(label.strip(), title, label.startsWith("  "), cells));
    }
    return new GridView(grid.caption(), grid.columns(), rows, rows.size() > MOST_ROWS);
  }
}
