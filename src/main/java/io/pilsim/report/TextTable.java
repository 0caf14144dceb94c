package io.pilsim.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a label and one cell per column in each row, in sections. As text it fits a width:
 * columns that do not, follow below.
 */
public final class TextTable {
  private static final int GAP = 2;

  /** A section's title has no cells. */
  private record Row(String label, List<String> cells) {}

  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  public TextTable(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  public TextTable section(String title) {
    rows.add(new Row(title, List.of()));
    return this;
  }

  public TextTable row(String label, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(label + ": " + cells.size() + " cells");
    }
    rows.add(new Row(label, List.copyOf(cells)));
    return this;
  }

  public String text(int width) {
    int labels =
        rows.stream()
            .filter(row -> !row.cells.isEmpty())
            .mapToInt(row -> length(row.label))
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    for (int from = 0; from < columns.size(); ) {
      int to = from + 1;
      int used = labels + GAP + columnWidth(from);
      while (to < columns.size() && used + GAP + columnWidth(to) <= width) {
        used += GAP + columnWidth(to);
        to++;
      }
      if (from > 0) {
        text.append('\n');
      }
      block(text, labels, from, to);
      from = to;
    }
    return text.toString();
  }

  private void block(StringBuilder text, int labels, int from, int to) {
    line(text, labels, "", columns, from, to);
    for (Row row : rows) {
      if (row.cells.isEmpty()) {
        text.append(row.label).append('\n');
      } else {
        line(text, labels, row.label, row.cells, from, to);
      }
    }
  }

  private void line(
      StringBuilder text, int labels, String label, List<String> cells, int from, int to) {
    StringBuilder line = new StringBuilder(label).append(" ".repeat(labels - length(label)));
    for (int i = from; i < to; i++) {
      String cell = aligned(i, cells.get(i));
      line.append(" ".repeat(GAP + columnWidth(i) - length(cell))).append(cell);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /** Figures stand below each other whether one of them is marked or not. */
  private String aligned(int column, String cell) {
    boolean marks =
        rows.stream().anyMatch(row -> !row.cells.isEmpty() && isMarked(row.cells.get(column)));
    return marks && !isMarked(cell) ? cell + " ".repeat(1 + Best.MARK.length()) : cell;
  }

  private static boolean isMarked(String cell) {
    return cell.endsWith(" " + Best.MARK);
  }

  private int columnWidth(int column) {
    int widest = length(aligned(column, columns.get(column)));
    for (Row row : rows) {
      if (!row.cells.isEmpty()) {
        widest = Math.max(widest, length(aligned(column, row.cells.get(column))));
      }
    }
    return widest;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Label and cells of each row; the title of a section alone. */
  public List<List<String>> cells() {
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.label));
      line.addAll(row.cells);
      cells.add(line);
    }
    return cells;
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("| |");
    columns.forEach(column -> text.append(' ').append(column).append(" |"));
    text.append("\n|---|").append("---:|".repeat(columns.size())).append('\n');
    for (Row row : rows) {
      boolean title = row.cells.isEmpty();
      text.append("| ").append(title ? "**" + row.label + "**" : row.label.strip()).append(" |");
      for (int i = 0; i < columns.size(); i++) {
        text.append(' ').append(title ? "" : row.cells.get(i)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
