package io.pilsim.formats.fdt;

import io.pilsim.formats.FormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a device tree. What it means to be enabled, compatible or addressed is as the
 * Devicetree Specification 0.4, chapter 2, says; {@code reg} is in the terms of the parent's bus.
 */
public final class Node {
  private static final long DEFAULT_ADDRESS_CELLS = 2;
  private static final long DEFAULT_SIZE_CELLS = 1;

  private final String file;
  private final Optional<Node> parent;
  private final String name;
  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Map<String, Node> children = new LinkedHashMap<>();

  Node(String file, Optional<Node> parent, NodeDraft draft) {
    this.file = file;
    this.parent = parent;
    this.name = draft.name();
    draft.properties().forEach((key, value) -> properties.put(key, new Property(this, key, value)));
    draft
        .children()
        .forEach((key, child) -> children.put(key, new Node(file, Optional.of(this), child)));
  }

  /** With the unit address; empty for the root. */
  public String name() {
    return name;
  }

  /** The name without the unit address. */
  public String baseName() {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  /** What follows the {@code @}, as written. */
  public Optional<String> unitAddress() {
    int at = name.indexOf('@');
    return at < 0 ? Optional.empty() : Optional.of(name.substring(at + 1));
  }

  public Optional<Node> parent() {
    return parent;
  }

  /** From the root on: {@code /soc@0/remoteproc@30000000}. */
  public String path() {
    if (parent.isEmpty()) {
      return "/";
    }
    String above = parent.get().path();
    return (above.endsWith("/") ? above : above + "/") + name;
  }

  public List<Node> children() {
    return List.copyOf(children.values());
  }

  public Optional<Node> child(String childName) {
    return Optional.ofNullable(children.get(childName));
  }

  public List<Property> properties() {
    return List.copyOf(properties.values());
  }

  public Optional<Property> property(String property) {
    return Optional.ofNullable(properties.get(property));
  }

  public boolean has(String property) {
    return properties.containsKey(property);
  }

  /** The texts of a property; none when it is absent. */
  public List<String> strings(String property) throws FormatException {
    Property found = properties.get(property);
    return found == null ? List.of() : found.strings();
  }

  /** Most specific first. */
  public List<String> compatible() throws FormatException {
    return strings("compatible");
  }

  public boolean isCompatible(String with) throws FormatException {
    return compatible().contains(with);
  }

  public List<String> firmwareNames() throws FormatException {
    return strings("firmware-name");
  }

  /** {@code status} absent or okay; says nothing about the nodes above. */
  public boolean isEnabled() throws FormatException {
    List<String> status = strings("status");
    return status.isEmpty() || status.get(0).equals("okay") || status.get(0).equals("ok");
  }

  public Optional<Long> phandle() throws FormatException {
    Property phandle = properties.getOrDefault("phandle", properties.get("linux,phandle"));
    if (phandle == null) {
      return Optional.empty();
    }
    long value = phandle.cell();
    if (value == 0 || value == 0xffff_ffffL) {
      throw phandle.error("0x" + Long.toHexString(value) + " is no phandle");
    }
    return Optional.of(value);
  }

  /** The address ranges of {@code reg}; none when it is absent. */
  public List<AddressRange> reg() throws FormatException {
    Property reg = properties.get("reg");
    if (reg == null) {
      return List.of();
    }
    int addressCells = busCells("#address-cells", DEFAULT_ADDRESS_CELLS);
    int sizeCells = busCells("#size-cells", DEFAULT_SIZE_CELLS);
    if (addressCells < 1 || addressCells > 2 || sizeCells > 2) {
      throw reg.error(
          "addresses of " + addressCells + " cells and sizes of " + sizeCells + " are not read");
    }
    List<AddressRange> ranges = new ArrayList<>();
    for (List<Long> row : reg.rows(addressCells + sizeCells)) {
      long address = join(row, 0, addressCells);
      long size = join(row, addressCells, addressCells + sizeCells);
      if (address < 0 || size < 0 || address + size < 0) {
        throw reg.error("reaches beyond 2^63");
      }
      ranges.add(new AddressRange(address, size));
    }
    return ranges;
  }

  private int busCells(String property, long absent) throws FormatException {
    Property cells = parent.map(bus -> bus.properties.get(property)).orElse(null);
    return (int) Math.min(cells == null ? absent : cells.cell(), 0xff);
  }

  private static long join(List<Long> row, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << 32 | row.get(i);
    }
    return value;
  }

  /** A mistake in this node, for its reader to throw. */
  public FormatException error(String problem) {
    return new FormatException(file, path(), problem);
  }

  @Override
  public String toString() {
    return path();
  }
}
