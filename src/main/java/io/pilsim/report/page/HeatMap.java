package io.pilsim.report.page;

import io.pilsim.report.Human;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Values over two axes, as colors.
 *
 * @param across what the columns are
 * @param down what the rows are
 * @param unit of results
 * @param values per row and column; empty where there is none
 */
public record HeatMap(
    String id,
    String title,
    String summary,
    String across,
    String down,
    String unit,
    List<String> columns,
    List<String> rows,
    List<List<OptionalDouble>> values)
    implements Chart {
  public HeatMap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    values = values.stream().map(List::copyOf).toList();
  }

  /** The least of all values. */
  public double least() {
    return values.stream()
        .flatMap(List::stream)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .min()
        .orElse(0);
  }

  /** The most of all values. */
  public double most() {
    return values.stream()
        .flatMap(List::stream)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .max()
        .orElse(0);
  }

  @Override
  public Grid data() {
    List<String> header = new ArrayList<>(List.of(down));
    header.addAll(columns);
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = new ArrayList<>(List.of(rows.get(i)));
      values.get(i).forEach(value -> row.add(text(value)));
      cells.add(row);
    }
    return new Grid(title, header, cells);
  }

  private String text(OptionalDouble value) {
    return value.isPresent() ? Human.of(unit, value.getAsDouble()) : "-";
  }

  @Override
  public HeatMap named(String other) {
    return new HeatMap(other, title, summary, across, down, unit, columns, rows, values);
  }
}
