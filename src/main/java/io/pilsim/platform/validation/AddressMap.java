package io.pilsim.platform.validation;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.CsvRow;

/**
 * What the tables of a request-list case map, by the case's {@code map.*} columns.
 *
 * @param streams with a table each, unless they share one
 * @param pages of each stream
 * @param pageBits log2 of their size
 * @param strideBytes from one page to the next
 * @param inputBits of stage 1
 * @param stages what translates
 * @param stage2PageBits log2 of the size of stage-2 pages
 * @param stage2InputBits of stage 2
 * @param shared whether all streams have one table and one ASID
 */
record AddressMap(
    int streams,
    int pages,
    int pageBits,
    long strideBytes,
    int inputBits,
    Stages stages,
    int stage2PageBits,
    int stage2InputBits,
    boolean shared) {
  private static final int MOST_STREAMS = 1 << 12;
  private static final int MOST_PAGES = 1 << 22;

  /** In the order of the column's values 0 to 2. */
  enum Stages {
    STAGE1,
    NESTED,
    STAGE2
  }

  static AddressMap of(CsvRow row) throws FormatException {
    int pageBits = pageBits(row, "map.page");
    long stride = row.number("map.page_stride");
    int streams = row.number("map.streams", 1, MOST_STREAMS);
    int pages = row.number("map.npages", 1, MOST_PAGES);
    if ((long) streams * pages > MOST_PAGES) {
      throw row.wrong("map.npages", streams + " streams of as many are too many together");
    }
    return new AddressMap(
        streams,
        pages,
        pageBits,
        stride == 0 ? 1L << pageBits : stride,
        64 - row.number("map.t0sz", 16, 39),
        switch (row.number("map.nested", 0, 2)) {
          case 0 -> Stages.STAGE1;
          case 1 -> Stages.NESTED;
          default -> Stages.STAGE2;
        },
        pageBits(row, "map.s2page"),
        64 - row.number("map.s2t0sz", 16, 39),
        row.number("map.share_asid", 0, 1) == 1);
  }

  boolean hasStage1() {
    return stages != Stages.STAGE2;
  }

  boolean hasStage2() {
    return stages != Stages.STAGE1;
  }

  int asid(int stream) {
    return shared ? 1 : stream + 1;
  }

  private static int pageBits(CsvRow row, String column) throws FormatException {
    return switch (row.text(column)) {
      case "4K" -> 12;
      case "2M" -> 21;
      case "1G" -> 30;
      default -> throw row.wrong(column, "need 4K, 2M or 1G: " + row.text(column));
    };
  }
}
