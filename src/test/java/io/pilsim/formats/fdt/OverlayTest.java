package io.pilsim.formats.fdt;

import static io.pilsim.formats.fdt.DeviceTreeTest.assertMessage;
import static io.pilsim.formats.fdt.DeviceTreeTest.board;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Overlays as dtc compiles them, on the board of DeviceTreeTest, whose largest phandle is 3. */
final class OverlayTest {
  private static final long UNRESOLVED = 0xffff_ffffL;

  private static DeviceTree base(boolean labels) throws FormatException {
    NodeDraft board = board();
    if (labels) {
      board
          .child("__symbols__")
          .strings("smmu", "/soc@0/iommu@1000")
          .strings("adsp", "/soc@0/remoteproc@3000");
    }
    return DeviceTree.of("b.dtb", List.of(), board);
  }

  /** {@code &adsp { iommus = <&smmu 0x3000 0>; peer = <7 &own>; own: own {}; }; }. */
  private static NodeDraft labelled() {
    NodeDraft root = NodeDraft.root();
    NodeDraft fragment = root.child("fragment@0").cells("target", UNRESOLVED);
    NodeDraft content = fragment.child("__overlay__");
    content.cells("iommus", UNRESOLVED, 0x3000, 0).cells("peer", 7, 1);
    content.child("own").cells("phandle", 1);
    root.child("__fixups__")
        .strings("smmu", "/fragment@0/__overlay__:iommus:0")
        .strings("adsp", "/fragment@0:target:0");
    root.child("__local_fixups__").child("fragment@0").child("__overlay__").cells("peer", 4);
    root.child("__symbols__").strings("own", "/fragment@0/__overlay__/own");
    return root;
  }

  private static DeviceTree overlay(NodeDraft root) throws FormatException {
    return DeviceTree.parse("o.dtbo", DtbWriter.encode(List.of(), root));
  }

  private static DeviceTree merged(NodeDraft... overlays) throws FormatException {
    DeviceTree tree = base(true);
    for (NodeDraft overlay : overlays) {
      tree = tree.merge(List.of(overlay(overlay)));
    }
    return tree;
  }

  @Test
  void labelsAreResolvedAndPhandlesRenumberedAboveTheBases() throws FormatException {
    DeviceTree tree = merged(labelled());
    Node dsp = tree.find("dsp").orElseThrow();
    assertEquals(
        List.of(new Reference(tree.byPhandle(1).orElseThrow(), List.of(0x3000L, 0L))),
        tree.iommus(dsp));
    // adsp had no phandle and gets the one after the base's 3 and the overlay's 1
    assertEquals(5, dsp.phandle().orElseThrow());
    Node own = dsp.child("own").orElseThrow();
    assertEquals(3 + 1, own.phandle().orElseThrow());
    assertArrayEquals(new long[] {7, 3 + 1}, dsp.property("peer").orElseThrow().cells());
    assertEquals(own, tree.byLabel("own").orElseThrow());
  }

  @Test
  void aLaterOverlayMayUseALabelOfAnEarlierOne() throws FormatException {
    NodeDraft second = NodeDraft.root();
    second
        .child("fragment@0")
        .cells("target", UNRESOLVED)
        .child("__overlay__")
        .strings("status", "disabled");
    second.child("__fixups__").strings("own", "/fragment@0:target:0");
    DeviceTree tree = base(true).merge(List.of(overlay(labelled()), overlay(second)));
    assertTrue(!tree.find("dsp/own").orElseThrow().isEnabled());
  }

  @Test
  void aNodeKeepsThePhandleThatItHas() throws FormatException {
    NodeDraft root = NodeDraft.root();
    NodeDraft content =
        root.child("fragment@0")
            .strings("target-path", "/soc@0/iommu@1000")
            .child("__overlay__")
            .cells("phandle", 1)
            .cells("self", 1);
    assertEquals("/fragment@0/__overlay__", content.path());
    root.child("__local_fixups__").child("fragment@0").child("__overlay__").cells("self", 0);
    DeviceTree tree = merged(root);
    Node smmu = tree.find("/soc@0/iommu@1000").orElseThrow();
    assertEquals(1, smmu.phandle().orElseThrow());
    assertEquals(1, smmu.property("self").orElseThrow().cell());
    assertEquals(3, tree.iommus(tree.find("dsp").orElseThrow()).size());
  }

  @Test
  void pathsAndAliasesAreTargetsToo() throws FormatException {
    NodeDraft root = NodeDraft.root();
    root.child("f1").strings("target-path", "/soc@0").child("__overlay__").child("new@1").flag("x");
    root.child("f2").strings("target-path", "/soc@0/new@1").child("__overlay__").flag("y");
    root.child("f3").strings("target-path", "dsp").child("__overlay__").flag("z");
    DeviceTree tree = base(false).merge(List.of(overlay(root)));
    assertTrue(tree.find("/soc@0/new@1").orElseThrow().has("x"));
    assertTrue(tree.find("/soc@0/new@1").orElseThrow().has("y"));
    assertTrue(tree.find("dsp").orElseThrow().has("z"));
  }

  @Test
  void aLabelThatCannotBeResolvedIsNamed() throws FormatException {
    DeviceTree overlay = overlay(labelled());
    DeviceTree unlabelled = base(false);
    assertMessage(
        "o.dtbo: /__fixups__: smmu: this label cannot be resolved, because b.dtb has no"
            + " __symbols__ (compile it with dtc -@)",
        () -> unlabelled.merge(List.of(overlay)));
    NodeDraft other = labelled();
    other.child("__fixups__").strings("nowhere", "/fragment@0:target:0");
    assertMessage(
        "o.dtbo: /__fixups__: nowhere: this label is not among the __symbols__ of b.dtb",
        () -> merged(other));
  }

  @Test
  void placesThatDoNotExistAreErrors() {
    NodeDraft outside = labelled();
    outside.child("__fixups__").strings("smmu", "/fragment@0/__overlay__:iommus:12");
    assertMessage(
        "o.dtbo: /__fixups__: smmu: there is nothing at \"/fragment@0/__overlay__:iommus:12\"",
        () -> merged(outside));
    NodeDraft garbled = labelled();
    garbled.child("__fixups__").strings("smmu", "/fragment@0:target");
    assertMessage(
        "o.dtbo: /__fixups__: smmu: \"/fragment@0:target\" is no path:property:offset",
        () -> merged(garbled));
    NodeDraft local = labelled();
    local.child("__local_fixups__").child("fragment@0").child("none").cells("x", 0);
    assertMessage(
        "o.dtbo: /__local_fixups__/fragment@0/none: there is no such node", () -> merged(local));
    NodeDraft beyond = labelled();
    beyond
        .find("/__local_fixups__/fragment@0/__overlay__")
        .orElseThrow()
        .cells("peer", 0xffff_fffcL);
    assertMessage(
        "o.dtbo: /__local_fixups__/fragment@0/__overlay__: peer: nothing to renumber at offset"
            + " 4294967292",
        () -> merged(beyond));
  }

  @Test
  void aFragmentNeedsATargetThatExists() {
    NodeDraft none = NodeDraft.root();
    none.child("f").child("__overlay__").flag("x");
    assertMessage("o.dtbo: /f: a fragment needs a target or a target-path", () -> merged(none));
    NodeDraft path = NodeDraft.root();
    path.child("f").strings("target-path", "/gone").child("__overlay__").flag("x");
    assertMessage("o.dtbo: /f: target-path: there is no \"/gone\" in b.dtb", () -> merged(path));
    NodeDraft phandle = NodeDraft.root();
    phandle.child("f").cells("target", 0x99).child("__overlay__").flag("x");
    assertMessage("o.dtbo: /f: target: no node has phandle 0x99", () -> merged(phandle));
  }

  @Test
  void phandlesThatLeaveNoRoomAreErrors() {
    NodeDraft root = NodeDraft.root();
    root.child("f").child("n").cells("phandle", 0xffff_fffeL);
    assertMessage(
        "o.dtbo: /: phandle 0xfffffffe leaves no room above the base's", () -> merged(root));
  }
}
