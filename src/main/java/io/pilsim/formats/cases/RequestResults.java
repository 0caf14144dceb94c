package io.pilsim.formats.cases;

import io.pilsim.formats.FormatException;
import java.util.EnumMap;
import java.util.List;

/**
 * What became of each request of a {@link io.pilsim.formats.requests.RequestList}, by its place
 * there. Times in ps.
 */
public final class RequestResults {
  /** What is known of each request, in the order and by the names of the columns. */
  public enum Column {
    FIRST_TRY("first_try"),
    ACCEPT("accept"),
    RECV("recv"),
    XLAT("xlat"),
    ISSUE("issue"),
    RESP("resp"),
    PA("pa"),
    PATH("path"),
    PTE_READS("pte_reads"),
    CFG_READS("cfg_reads"),
    PTW_PS("ptw_ps");

    private final String heading;

    Column(String heading) {
      this.heading = heading;
    }

    public String heading() {
      return heading;
    }
  }

  private final int size;
  private final EnumMap<Column, long[]> values = new EnumMap<>(Column.class);

  public RequestResults(int size) {
    this.size = size;
    for (Column column : Column.values()) {
      values.put(column, new long[size]);
    }
  }

  public static RequestResults parse(String file, byte[] content) throws FormatException {
    List<CsvRow> rows = CsvTable.parse(file, content).rows();
    RequestResults results = new RequestResults(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      CsvRow row = rows.get(i);
      if (row.number("i") != i) {
        throw row.wrong("i", "expected " + i);
      }
      for (Column column : Column.values()) {
        results.set(i, column, row.number(column.heading));
      }
    }
    return results;
  }

  public int size() {
    return size;
  }

  public long get(int request, Column column) {
    return values.get(column)[request];
  }

  public void set(int request, Column column, long value) {
    values.get(column)[request] = value;
  }
}
