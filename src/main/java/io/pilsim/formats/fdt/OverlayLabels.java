package io.pilsim.formats.fdt;

import io.pilsim.formats.FormatException;
import java.util.Map;
import java.util.Optional;

/**
 * The references of an overlay to labels of its base: {@code __fixups__} lists for each label the
 * places {@code path:property:offset} that want its phandle.
 */
final class OverlayLabels {
  private final DeviceTree base;
  private final DeviceTree overlay;
  private final NodeDraft result;
  private final NodeDraft patch;
  private final Map<Long, NodeDraft> byPhandle;
  private long lastPhandle;

  OverlayLabels(
      DeviceTree base,
      DeviceTree overlay,
      NodeDraft result,
      NodeDraft patch,
      Map<Long, NodeDraft> byPhandle)
      throws FormatException {
    this.base = base;
    this.overlay = overlay;
    this.result = result;
    this.patch = patch;
    this.byPhandle = byPhandle;
    this.lastPhandle = OverlayMerger.largestPhandle(base) + OverlayMerger.largestPhandle(overlay);
  }

  void resolve() throws FormatException {
    Optional<Node> fixups = overlay.root().child("__fixups__");
    if (fixups.isEmpty()) {
      return;
    }
    for (Property label : fixups.get().properties()) {
      long phandle = phandleOf(label);
      for (String place : label.strings()) {
        fill(label, place, phandle);
      }
    }
  }

  private long phandleOf(Property label) throws FormatException {
    if (!base.hasLabels()) {
      throw label.error(
          "this label cannot be resolved, because "
              + base.file()
              + " has no __symbols__ (compile it with dtc -@)");
    }
    Optional<Node> node = base.byLabel(label.name());
    if (node.isEmpty()) {
      throw label.error("this label is not among the __symbols__ of " + base.file());
    }
    NodeDraft draft = result.find(node.get().path()).orElseThrow();
    Optional<Long> phandle = OverlayMerger.phandle(draft);
    if (phandle.isPresent()) {
      return phandle.get();
    }
    lastPhandle++;
    if (lastPhandle >= 0xffff_ffffL) {
      throw label.error("no phandle is left");
    }
    draft.cells("phandle", lastPhandle);
    byPhandle.put(lastPhandle, draft);
    return lastPhandle;
  }

  private void fill(Property label, String place, long phandle) throws FormatException {
    String[] parts = place.split(":", -1);
    if (parts.length != 3 || !parts[2].matches("[0-9]{1,9}")) {
      throw label.error("\"" + place + "\" is no path:property:offset");
    }
    Optional<byte[]> value = patch.find(parts[0]).flatMap(node -> node.property(parts[1]));
    int offset = Integer.parseInt(parts[2]);
    if (value.isEmpty() || offset > value.get().length - 4) {
      throw label.error("there is nothing at \"" + place + "\"");
    }
    Cells.putU32(value.get(), offset, phandle);
  }
}
