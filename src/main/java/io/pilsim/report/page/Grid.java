package io.pilsim.report.page;

import java.util.List;

/**
 * A table of texts. The first column says what a row is about.
 *
 * @param rows as many cells as columns; a single cell is a title above the rows that follow
 */
public record Grid(String caption, List<String> columns, List<List<String>> rows) implements Block {
  public Grid {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
