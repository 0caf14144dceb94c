package io.pilsim.formats.fdt;

import io.pilsim.formats.FormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Applies one overlay to a base tree.
 *
 * <p><b>Models:</b> fragments by target phandle, label or path; the overlay's phandles renumbered
 * above the base's, except where a node already has one; labels of the overlay added to the base's.
 * <b>Does not model:</b> removal, which a compiled overlay cannot say. Source: the overlay notes of
 * the device tree compiler (Documentation/dt-object-internal.txt).
 */
final class OverlayMerger {
  private static final long LARGEST_PHANDLE = 0xffff_fffeL;

  private final DeviceTree base;
  private final DeviceTree overlay;
  private final NodeDraft result;
  private final NodeDraft patch;

  /** What the overlay's phandles become where a node keeps the one that it has in the base. */
  private final Map<Long, Long> settled;

  /** As they turn out to be needed; a second pass then starts with them. */
  private final Map<Long, Long> collisions = new LinkedHashMap<>();

  private final Map<Long, NodeDraft> byPhandle = new LinkedHashMap<>();
  private final Map<String, String> fragmentTargets = new LinkedHashMap<>();
  private final long shift;

  OverlayMerger(DeviceTree base, DeviceTree overlay) throws FormatException {
    this(base, overlay, Map.of());
  }

  private OverlayMerger(DeviceTree base, DeviceTree overlay, Map<Long, Long> settled)
      throws FormatException {
    this.base = base;
    this.overlay = overlay;
    this.result = base.edit();
    this.patch = overlay.edit();
    this.settled = settled;
    this.shift = largestPhandle(base);
    index(result);
  }

  DeviceTree merged() throws FormatException {
    new OverlayLabels(base, overlay, result, patch, byPhandle).resolve();
    renumberOwn(patch);
    Optional<NodeDraft> references = patch.existing("__local_fixups__");
    if (references.isPresent()) {
      renumberReferences(references.get(), patch);
    }
    for (NodeDraft fragment : patch.children().values()) {
      Optional<NodeDraft> content = fragment.existing("__overlay__");
      if (content.isPresent()) {
        NodeDraft target = target(fragment);
        fragmentTargets.put(fragment.name(), target.path());
        merge(target, content.get());
      }
    }
    if (!collisions.isEmpty() && settled.isEmpty()) {
      return new OverlayMerger(base, overlay, collisions).merged();
    }
    addSymbols();
    return DeviceTree.of(base.file(), base.reserved(), result);
  }

  private void index(NodeDraft node) {
    phandle(node).ifPresent(phandle -> byPhandle.put(phandle, node));
    node.children().values().forEach(this::index);
  }

  static Optional<Long> phandle(NodeDraft node) {
    return node.property("phandle")
        .or(() -> node.property("linux,phandle"))
        .filter(value -> value.length == 4)
        .map(value -> Cells.u32(value, 0));
  }

  static long largestPhandle(DeviceTree tree) throws FormatException {
    long largest = 0;
    for (Node node : tree.nodes()) {
      largest = Math.max(largest, node.phandle().orElse(0L));
    }
    return largest;
  }

  private long renumbered(long phandle) throws FormatException {
    long shifted = phandle + shift;
    if (shifted > LARGEST_PHANDLE) {
      String hex = Long.toHexString(phandle);
      throw overlay.root().error("phandle 0x" + hex + " leaves no room above the base's");
    }
    return settled.getOrDefault(shifted, shifted);
  }

  private void renumberOwn(NodeDraft node) throws FormatException {
    Optional<Long> old = phandle(node);
    if (old.isPresent()) {
      node.remove("linux,phandle").cells("phandle", renumbered(old.get()));
    }
    for (NodeDraft child : node.children().values()) {
      renumberOwn(child);
    }
  }

  /** {@code places} mirrors the overlay: under each property's name, offsets of phandles in it. */
  private void renumberReferences(NodeDraft places, NodeDraft node) throws FormatException {
    for (Map.Entry<String, byte[]> place : places.properties().entrySet()) {
      byte[] offsets = place.getValue();
      byte[] value = node.property(place.getKey()).orElse(new byte[0]);
      for (int i = 0; i + 4 <= offsets.length; i += 4) {
        long offset = Cells.u32(offsets, i);
        if (offset > value.length - 4) {
          throw localFixup(places, place.getKey() + ": nothing to renumber at offset " + offset);
        }
        Cells.putU32(value, (int) offset, renumbered(Cells.u32(value, (int) offset)));
      }
    }
    for (NodeDraft child : places.children().values()) {
      Optional<NodeDraft> counterpart = node.existing(child.name());
      if (counterpart.isEmpty()) {
        throw localFixup(child, "there is no such node");
      }
      renumberReferences(child, counterpart.get());
    }
  }

  private FormatException localFixup(NodeDraft places, String problem) {
    return new FormatException(overlay.file(), places.path(), problem);
  }

  private NodeDraft target(NodeDraft fragment) throws FormatException {
    Optional<Property> target = inOverlay(fragment, "target");
    if (target.isPresent()) {
      target.get().cell();
      long phandle = Cells.u32(fragment.property("target").orElseThrow(), 0);
      NodeDraft node = byPhandle.get(phandle);
      if (node == null) {
        throw target.get().error("no node has phandle 0x" + Long.toHexString(phandle));
      }
      return node;
    }
    Optional<Property> path = inOverlay(fragment, "target-path");
    if (path.isEmpty()) {
      throw new FormatException(
          overlay.file(), fragment.path(), "a fragment needs a target or a target-path");
    }
    String text = path.get().string();
    Optional<NodeDraft> node = result.find(text);
    if (node.isEmpty() && !text.startsWith("/")) {
      node = base.find(text).flatMap(aliased -> result.find(aliased.path()));
    }
    return node.orElseThrow(
        () -> path.get().error("there is no \"" + text + "\" in " + base.file()));
  }

  private Optional<Property> inOverlay(NodeDraft fragment, String property) {
    return overlay.root().child(fragment.name()).flatMap(node -> node.property(property));
  }

  private void merge(NodeDraft target, NodeDraft content) {
    content.properties().forEach((name, value) -> merge(target, name, value));
    content.children().forEach((name, child) -> merge(target.child(name), child));
  }

  private void merge(NodeDraft target, String name, byte[] value) {
    if (!name.equals("phandle")) {
      target.bytes(name, value);
      return;
    }
    long wanted = Cells.u32(value, 0);
    Optional<Long> present = phandle(target);
    if (present.isEmpty()) {
      target.bytes(name, value);
      byPhandle.put(wanted, target);
    } else if (present.get() != wanted) {
      collisions.put(wanted, present.get());
      byPhandle.put(wanted, target);
    }
  }

  private void addSymbols() throws FormatException {
    Optional<Node> symbols = overlay.root().child("__symbols__");
    if (symbols.isEmpty()) {
      return;
    }
    for (Property symbol : symbols.get().properties()) {
      String[] parts = symbol.string().split("/", 4);
      boolean inFragment = parts.length >= 3 && parts[2].equals("__overlay__");
      String target = inFragment ? fragmentTargets.get(parts[1]) : null;
      if (target != null) {
        String rest = parts.length > 3 ? "/" + parts[3] : "";
        String path = target.equals("/") && !rest.isEmpty() ? rest : target + rest;
        result.child("__symbols__").strings(symbol.name(), path);
      }
    }
  }
}
