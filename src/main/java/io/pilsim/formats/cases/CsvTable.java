package io.pilsim.formats.cases;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.Gzip;
import io.pilsim.formats.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plain comma-separated table, gzipped or not: lines of comment that begin with {@code #}, a line
 * of column names, then rows of as many fields. A field may be quoted, within its line. No empty
 * lines.
 */
public final class CsvTable {
  private final String file;
  private final Map<String, Integer> columns;
  private final List<CsvRow> rows;

  private CsvTable(String file, Map<String, Integer> columns, List<CsvRow> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  public static CsvTable parse(String file, byte[] content) throws FormatException {
    List<String> lines = Utf8.decode(file, Gzip.unpack(file, content)).lines().toList();
    int head = 0;
    while (head < lines.size() && lines.get(head).startsWith("#")) {
      head++;
    }
    if (head == lines.size()) {
      throw FormatException.ofFile(file, "empty, expected a line of column names");
    }
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (String name : fields(file, head + 1, lines.get(head))) {
      if (columns.putIfAbsent(name, columns.size()) != null) {
        throw FormatException.at(
            file, head + 1, 1, "column named twice: " + name + ", expected a line of column names");
      }
    }
    List<CsvRow> rows = new ArrayList<>(lines.size());
    for (int i = head + 1; i < lines.size(); i++) {
      String[] fields = fields(file, i + 1, lines.get(i));
      if (fields.length != columns.size()) {
        throw FormatException.at(
            file, i + 1, 1, fields.length + " fields, expected " + columns.size());
      }
      rows.add(new CsvRow(file, i + 1, columns, fields));
    }
    return new CsvTable(file, columns, List.copyOf(rows));
  }

  public String file() {
    return file;
  }

  /** In their order. */
  public List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  public boolean has(String column) {
    return columns.containsKey(column);
  }

  public List<CsvRow> rows() {
    return rows;
  }

  private static String[] fields(String file, int number, String line) throws FormatException {
    if (line.indexOf('"') < 0) {
      return line.split(",", -1);
    }
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw FormatException.at(file, number, line.length() + 1, "quote never closed");
    }
    fields.add(field.toString());
    return fields.toArray(new String[0]);
  }
}
