package io.pilsim.report.html;

import io.pilsim.report.Human;
import io.pilsim.report.page.HeatMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A map of values as a table with colored cells. */
public record HeatView(
    String title,
    String across,
    String down,
    boolean dense,
    List<Column> columns,
    List<Row> rows,
    String least,
    String most) {
  private static final int MOST_WIDE = 12;
  private static final double DEEP = 0.5;

  /**
   * The head of a column.
   *
   * @param hidden from the eye, where there is no room
   */
  public record Column(String text, boolean hidden) {}

  /** A row. */
  public record Row(String label, List<Cell> cells) {}

  /**
   * A cell.
   *
   * @param there whether it has a value
   * @param level from 0 for the least to 1 for the most
   * @param tip what is shown beside the pointer
   */
  public record Cell(String text, boolean there, String level, boolean deep, String tip) {}

  static HeatView of(HeatMap map) {
    boolean dense = map.columns().size() > MOST_WIDE;
    int each = Math.max(1, (map.columns().size() + 7) / 8);
    List<Column> columns = new ArrayList<>();
    map.columns().forEach(c -> columns.add(new Column(c, dense && columns.size() % each != 0)));
    double least = map.least();
    double span = map.most() - least;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < map.rows().size(); i++) {
      List<Cell> cells = new ArrayList<>();
      for (int j = 0; j < map.columns().size(); j++) {
        OptionalDouble value = map.values().get(i).get(j);
        String where = map.rows().get(i) + ", " + map.columns().get(j) + ": ";
        cells.add(cell(map.unit(), value, least, span, where));
      }
      rows.add(new Row(map.rows().get(i), cells));
    }
    return new HeatView(
        map.title(),
        map.across(),
        map.down(),
        dense,
        columns,
        rows,
        Human.of(map.unit(), least),
        Human.of(map.unit(), map.most()));
  }

  private static Cell cell(
      String unit, OptionalDouble value, double least, double span, String where) {
    if (value.isEmpty()) {
      return new Cell("-", false, "0", false, where + "-");
    }
    double level = span > 0 ? (value.getAsDouble() - least) / span : 0;
    String text = Human.of(unit, value.getAsDouble());
    String shade = String.format(Locale.ROOT, "%.2f", level);
    return new Cell(text, true, shade, level > DEEP, where + text);
  }
}
