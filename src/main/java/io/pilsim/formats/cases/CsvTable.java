package io.pilsim.formats.cases;

import io.pilsim.formats.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A plain comma-separated table, gzipped or not: a line of column names, then rows of as many
 * fields. A field may be quoted, within its line. No empty lines.
 */
public final class CsvTable {
  private static final int MOST_BYTES = 1 << 28;
  private static final int GZIP_MAGIC = 0x8b1f;

  private final String file;
  private final Map<String, Integer> columns;
  private final List<CsvRow> rows;

  private CsvTable(String file, Map<String, Integer> columns, List<CsvRow> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  public static CsvTable parse(String file, byte[] content) throws FormatException {
    List<String> lines =
        new String(unpacked(file, content), StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()) {
      throw FormatException.ofFile(file, "empty, expected a line of column names");
    }
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (String name : fields(file, 1, lines.get(0))) {
      if (columns.putIfAbsent(name, columns.size()) != null) {
        throw FormatException.at(file, 1, 1, "column named twice: " + name);
      }
    }
    List<CsvRow> rows = new ArrayList<>(lines.size());
    for (int i = 1; i < lines.size(); i++) {
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

  private static byte[] unpacked(String file, byte[] content) throws FormatException {
    if (content.length < 2 || ((content[0] & 0xff) | (content[1] & 0xff) << 8) != GZIP_MAGIC) {
      return content;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      byte[] unpacked = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw FormatException.ofFile(file, "unpacks to more than " + MOST_BYTES + " bytes");
      }
      return unpacked;
    } catch (IOException e) {
      throw FormatException.ofFile(file, "not a whole gzip file");
    }
  }
}
