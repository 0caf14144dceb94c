package io.pilsim.formats.fdt;

import io.pilsim.formats.FormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A flattened device tree, read.
 *
 * <p><b>Models:</b> the devicetree blob of Devicetree Specification 0.4, chapter 5, versions 16 and
 * 17; phandles, aliases, labels ({@code __symbols__}) and overlays. <b>Does not model:</b>
 * translation of addresses through {@code ranges}.
 */
public final class DeviceTree {
  private final String file;
  private final List<AddressRange> reserved;
  private final Node root;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Long, Node> byPhandle = new LinkedHashMap<>();

  private DeviceTree(String file, List<AddressRange> reserved, Node root) throws FormatException {
    this.file = file;
    this.reserved = List.copyOf(reserved);
    this.root = root;
    collect(root);
  }

  public static DeviceTree parse(String file, byte[] bytes) throws FormatException {
    FdtReader reader = new FdtReader(file, bytes);
    List<AddressRange> reserved = reader.reserved();
    return of(file, reserved, reader.root());
  }

  /** A tree made by hand; {@code file} names it in messages. */
  public static DeviceTree of(String file, List<AddressRange> reserved, NodeDraft root)
      throws FormatException {
    return new DeviceTree(file, reserved, new Node(file, Optional.empty(), root));
  }

  private void collect(Node node) throws FormatException {
    nodes.add(node);
    Optional<Long> phandle = node.phandle();
    if (phandle.isPresent()) {
      Node other = byPhandle.putIfAbsent(phandle.get(), node);
      if (other != null) {
        throw node.error(
            "phandle 0x" + Long.toHexString(phandle.get()) + " belongs to " + other + " too");
      }
    }
    for (Node child : node.children()) {
      collect(child);
    }
  }

  public String file() {
    return file;
  }

  /** The memory reservation block: not the {@code reserved-memory} node. */
  public List<AddressRange> reserved() {
    return reserved;
  }

  public Node root() {
    return root;
  }

  /** All of them, each before its children. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** By path from the root, or by path from an alias: {@code serial0} or {@code serial0/child}. */
  public Optional<Node> find(String path) throws FormatException {
    String full = path;
    if (!path.startsWith("/")) {
      String[] parts = path.split("/", 2);
      Optional<Property> alias = root.child("aliases").flatMap(node -> node.property(parts[0]));
      if (alias.isEmpty()) {
        return Optional.empty();
      }
      full = alias.get().string() + (parts.length > 1 ? "/" + parts[1] : "");
    }
    Optional<Node> node = Optional.of(root);
    for (String step : full.split("/", -1)) {
      if (!step.isEmpty()) {
        node = node.flatMap(above -> above.child(step));
      }
    }
    return full.startsWith("/") ? node : Optional.empty();
  }

  public List<Node> compatibleWith(String compatible) throws FormatException {
    List<Node> found = new ArrayList<>();
    for (Node node : nodes) {
      if (node.isCompatible(compatible)) {
        found.add(node);
      }
    }
    return found;
  }

  public Optional<Node> byPhandle(long phandle) {
    return Optional.ofNullable(byPhandle.get(phandle));
  }

  /** Whether it was compiled with labels ({@code dtc -@}), so that overlays can refer to it. */
  public boolean hasLabels() {
    return root.child("__symbols__").isPresent();
  }

  public Optional<Node> byLabel(String label) throws FormatException {
    Optional<Property> path = root.child("__symbols__").flatMap(node -> node.property(label));
    return path.isEmpty() ? Optional.empty() : find(path.get().string());
  }

  /** What a property that is a list of phandles refers to; none when it is absent. */
  public List<Node> referred(Node node, String property) throws FormatException {
    return references(node, property, Optional.empty()).stream().map(Reference::node).toList();
  }

  /** {@code memory-region}: nodes under {@code reserved-memory}. */
  public List<Node> memoryRegions(Node node) throws FormatException {
    return referred(node, "memory-region");
  }

  /** {@code iommus}: SMMUs, each with as many cells (stream ID, mask) as its #iommu-cells. */
  public List<Reference> iommus(Node node) throws FormatException {
    return references(node, "iommus", Optional.of("#iommu-cells"));
  }

  /** Phandles, each followed by as many cells as the property {@code countedBy} there says. */
  public List<Reference> references(Node node, String property, Optional<String> countedBy)
      throws FormatException {
    Optional<Property> list = node.property(property);
    if (list.isEmpty()) {
      return List.of();
    }
    long[] cells = list.get().cells();
    List<Reference> references = new ArrayList<>();
    int at = 0;
    while (at < cells.length) {
      Node target = byPhandle.get(cells[at]);
      if (target == null) {
        throw list.get().error("no node has phandle 0x" + Long.toHexString(cells[at]));
      }
      long arguments = countedBy.isEmpty() ? 0 : argumentCells(list.get(), target, countedBy.get());
      if (arguments > cells.length - at - 1) {
        throw list.get()
            .error(target + " wants " + arguments + " cells, " + (cells.length - at - 1) + " left");
      }
      int end = at + 1 + (int) arguments;
      references.add(new Reference(target, Cells.list(cells, at + 1, end)));
      at = end;
    }
    return references;
  }

  private static long argumentCells(Property list, Node target, String countedBy)
      throws FormatException {
    Optional<Property> count = target.property(countedBy);
    if (count.isEmpty()) {
      throw list.error(target + " has no " + countedBy);
    }
    return count.get().cell();
  }

  /** This tree with overlays applied, first to last. */
  public DeviceTree merge(List<DeviceTree> overlays) throws FormatException {
    DeviceTree merged = this;
    for (DeviceTree overlay : overlays) {
      merged = new OverlayMerger(merged, overlay).merged();
    }
    return merged;
  }

  /** A copy to be edited. */
  public NodeDraft edit() {
    return NodeDraft.copyOf(root);
  }
}
