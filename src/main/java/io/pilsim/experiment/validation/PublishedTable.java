package io.pilsim.experiment.validation;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;
import io.pilsim.formats.cases.CsvTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table of published measurements: columns that name a row, columns that were measured, and last
 * the role of each cell.
 */
public final class PublishedTable {
  /** A cell that the model is calibrated on, or is given. */
  public static final String CALIBRATED = "c";

  /** A cell that the model has to predict. */
  public static final String PREDICTED = "p";

  private static final String ROLE = "role";

  private final String name;
  private final List<Row> rows;

  private PublishedTable(String name, List<Row> rows) {
    this.name = name;
    this.rows = rows;
  }

  /**
   * Reads a table.
   *
   * @param measured its columns that were measured
   */
  static PublishedTable parse(String name, List<String> measured, String file, byte[] bytes)
      throws FormatException {
    CsvTable csv = CsvTable.parse(file, bytes);
    for (String column : measured) {
      if (!csv.has(column)) {
        throw FormatException.ofFile(file, "no column " + column + ", expected one in " + name);
      }
    }
    List<String> keys =
        csv.columns().stream().filter(c -> !measured.contains(c) && !c.equals(ROLE)).toList();
    List<Row> rows = new ArrayList<>();
    for (CsvRow row : csv.rows()) {
      rows.add(new Row(row, keys, measured));
    }
    return new PublishedTable(name, List.copyOf(rows));
  }

  String name() {
    return name;
  }

  List<Row> rows() {
    return rows;
  }

  /** Every cell that has a number and one of the roles, in the order of the table. */
  List<Cell> cells(String... roles) {
    List<Cell> cells = new ArrayList<>();
    for (Row row : rows) {
      for (String column : row.measured) {
        if (row.value(column).isPresent() && List.of(roles).contains(row.role(column))) {
          cells.add(new Cell(row, column));
        }
      }
    }
    return cells;
  }

  /** One measured number. */
  record Cell(Row row, String column) {
    double expected() {
      return row.value(column).orElseThrow();
    }

    String role() {
      return row.role(column);
    }
  }

  /** One row. */
  static final class Row {
    private final CsvRow csv;
    private final List<String> measured;
    private final SortedMap<String, String> keys = new TreeMap<>();
    private final SortedMap<String, Double> values = new TreeMap<>();
    private final SortedMap<String, String> roles = new TreeMap<>();

    private Row(CsvRow csv, List<String> keys, List<String> measured) throws FormatException {
      this.csv = csv;
      this.measured = measured;
      for (String key : keys) {
        this.keys.put(key, csv.text(key));
      }
      for (String column : measured) {
        if (!csv.text(column).isEmpty()) {
          values.put(column, csv.real(column));
        }
      }
      readRoles();
    }

    private void readRoles() throws FormatException {
      for (String part : csv.text(ROLE).split(";", -1)) {
        int equals = part.indexOf('=');
        String column = equals < 0 ? "" : part.substring(0, equals).strip();
        String role = equals < 0 ? "" : part.substring(equals + 1).strip();
        if (!role.equals(CALIBRATED) && !role.equals(PREDICTED) && !role.equals("info")) {
          throw csv.wrong(ROLE, "'" + part + "' does not fit, expected COLUMN=c, p or info");
        }
        if (column.equals("all")) {
          measured.forEach(each -> roles.put(each, role));
        } else if (measured.contains(column)) {
          roles.put(column, role);
        } else {
          throw csv.wrong(ROLE, "no measured column '" + column + "'");
        }
      }
    }

    SortedMap<String, String> keys() {
      return keys;
    }

    String text(String key) {
      return keys.get(key);
    }

    /** A whole number that names the row. */
    long number(String key) throws FormatException {
      return csv.number(key);
    }

    /** A number of the row's name within limits. */
    int number(String key, int least, int most) throws FormatException {
      return csv.number(key, least, most);
    }

    double real(String key) throws FormatException {
      return csv.real(key);
    }

    FormatException wrong(String key, String problem) {
      return csv.wrong(key, problem);
    }

    OptionalDouble value(String column) {
      Double value = values.get(column);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The role of a cell; information where none is given. */
    String role(String column) {
      return roles.getOrDefault(column, "info");
    }
  }
}
