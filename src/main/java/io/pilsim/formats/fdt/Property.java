package io.pilsim.formats.fdt;

import io.pilsim.formats.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One property of a node: bytes that their reader interprets. */
public final class Property {
  private final Node node;
  private final String name;
  private final byte[] value;

  Property(Node node, String name, byte[] value) {
    this.node = node;
    this.name = name;
    this.value = value;
  }

  public String name() {
    return name;
  }

  public int size() {
    return value.length;
  }

  public byte[] bytes() {
    return value.clone();
  }

  /** As unsigned 32-bit cells. */
  public long[] cells() throws FormatException {
    if (value.length % 4 != 0) {
      throw error(value.length + " bytes are no whole number of 32-bit cells");
    }
    long[] cells = new long[value.length / 4];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Cells.u32(value, 4 * i);
    }
    return cells;
  }

  /** The one cell that it is. */
  public long cell() throws FormatException {
    long[] cells = cells();
    if (cells.length != 1) {
      throw error("expected one cell, found " + cells.length);
    }
    return cells[0];
  }

  /** As rows of so many cells each. */
  public List<List<Long>> rows(int cellsPerRow) throws FormatException {
    long[] cells = cells();
    if (cells.length % cellsPerRow != 0) {
      throw error(cells.length + " cells are no whole number of rows of " + cellsPerRow);
    }
    List<List<Long>> rows = new ArrayList<>();
    for (int i = 0; i < cells.length; i += cellsPerRow) {
      rows.add(Cells.list(cells, i, i + cellsPerRow));
    }
    return rows;
  }

  /** As texts, each ended by a zero byte. */
  public List<String> strings() throws FormatException {
    if (value.length > 0 && value[value.length - 1] != 0) {
      throw error("the text has no end");
    }
    List<String> strings = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < value.length; i++) {
      if (value[i] == 0) {
        strings.add(new String(value, start, i - start, StandardCharsets.ISO_8859_1));
        start = i + 1;
      }
    }
    return strings;
  }

  /** The one text that it is. */
  public String string() throws FormatException {
    List<String> strings = strings();
    if (strings.size() != 1) {
      throw error("expected one text, found " + strings.size());
    }
    return strings.get(0);
  }

  /** A mistake in this property, for its reader to throw. */
  public FormatException error(String problem) {
    return node.error(name + ": " + problem);
  }
}
