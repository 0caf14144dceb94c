package io.pilsim.formats.fdt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class DeviceTreeTest {
  private static final long CARVEOUT = 0x8_9590_0000L;
  private static final long CARVEOUT_SIZE = 0x1e0_0000;
  private static final List<AddressRange> RESERVED =
      List.of(new AddressRange(0x1_0000_0000L, 0x2000), new AddressRange(0x4000, 0));

  /** A board in small: two SMMUs of different specifier widths, a DSP with a carveout. */
  static NodeDraft board() {
    NodeDraft root = NodeDraft.root().cells("#address-cells", 2).cells("#size-cells", 2);
    root.strings("compatible", "acme,board", "acme,soc");
    root.child("aliases").strings("dsp", "/soc@0/remoteproc@3000");
    NodeDraft carveout = root.child("reserved-memory").cells("#address-cells", 2);
    carveout.cells("#size-cells", 2).flag("ranges");
    carveout
        .child("pil@895900000")
        .cells("reg", CARVEOUT >>> 32, CARVEOUT & 0xffff_ffffL, 0, CARVEOUT_SIZE)
        .flag("no-map")
        .cells("phandle", 3);
    NodeDraft soc = root.child("soc@0").cells("#address-cells", 1).cells("#size-cells", 1);
    soc.child("iommu@1000").cells("#iommu-cells", 2).cells("phandle", 1);
    soc.child("iommu@2000").cells("#iommu-cells", 1).cells("linux,phandle", 2);
    NodeDraft dsp = soc.child("remoteproc@3000").strings("compatible", "acme,dsp-pas");
    dsp.cells("reg", 0x3000, 0x100, 0x8000_0000L, 0x8000_0000L);
    dsp.strings("firmware-name", "acme/dsp.mbn").cells("memory-region", 3);
    dsp.cells("iommus", 1, 0x3000, 0x400, 2, 0x77, 1, 5, 0).strings("status", "okay");
    dsp.cells("qcom,devmem", 0x1000, 0x2000, 0x1000, 7, 0x5000, 0x6000, 0x1000, 3);
    soc.child("off@4000").strings("status", "disabled");
    return root;
  }

  static DeviceTree read(NodeDraft root) throws FormatException {
    return DeviceTree.parse("b.dtb", DtbWriter.encode(RESERVED, root));
  }

  @Test
  void whatIsWrittenIsRead() throws FormatException {
    byte[] blob = DtbWriter.encode(RESERVED, board());
    DeviceTree tree = DeviceTree.parse("b.dtb", blob);
    assertEquals(RESERVED, tree.reserved());
    assertArrayEquals(blob, DtbWriter.encode(tree));
    assertEquals(
        List.of(
            "/",
            "/aliases",
            "/reserved-memory",
            "/reserved-memory/pil@895900000",
            "/soc@0",
            "/soc@0/iommu@1000",
            "/soc@0/iommu@2000",
            "/soc@0/remoteproc@3000",
            "/soc@0/off@4000"),
        tree.nodes().stream().map(Node::path).toList());
    assertEquals(
        List.of("compatible", "reg", "firmware-name", "memory-region", "iommus", "status"),
        tree.find("dsp").orElseThrow().properties().stream().limit(6).map(Property::name).toList());
  }

  @Test
  void nodesAreFoundByPathAliasPhandleLabelAndCompatible() throws FormatException {
    NodeDraft board = board();
    board.child("__symbols__").strings("lpass", "/soc@0/remoteproc@3000");
    DeviceTree tree = read(board);
    Node dsp = tree.find("/soc@0/remoteproc@3000").orElseThrow();
    assertEquals(Optional.of(dsp), tree.find("dsp"));
    assertEquals(Optional.of(dsp), tree.byLabel("lpass"));
    assertEquals(List.of(dsp), tree.compatibleWith("acme,dsp-pas"));
    assertEquals("/soc@0/iommu@2000", tree.byPhandle(2).orElseThrow().path());
    assertEquals(Optional.of(tree.root()), tree.find("/"));
    assertEquals(Optional.empty(), tree.find("/soc@0/none"));
    assertEquals(Optional.empty(), tree.find("none/x"));
    assertEquals(Optional.empty(), tree.byLabel("none"));
    assertTrue(tree.hasLabels());
    assertFalse(read(board()).hasLabels());
    assertEquals("remoteproc", dsp.baseName());
    assertEquals(Optional.of("3000"), dsp.unitAddress());
  }

  @Test
  void regIsInTheCellsOfTheParent() throws FormatException {
    DeviceTree tree = read(board());
    Node dsp = tree.find("dsp").orElseThrow();
    assertEquals(
        List.of(new AddressRange(0x3000, 0x100), new AddressRange(0x8000_0000L, 0x8000_0000L)),
        dsp.reg());
    assertEquals(
        List.of(new AddressRange(CARVEOUT, CARVEOUT_SIZE)), tree.memoryRegions(dsp).get(0).reg());
    assertEquals(List.of(), tree.root().reg());
  }

  @Test
  void iommuSpecifiersAreAsWideAsTheirSmmuSays() throws FormatException {
    DeviceTree tree = read(board());
    Node dsp = tree.find("dsp").orElseThrow();
    Node wide = tree.byPhandle(1).orElseThrow();
    Node narrow = tree.byPhandle(2).orElseThrow();
    assertEquals(
        List.of(
            new Reference(wide, List.of(0x3000L, 0x400L)),
            new Reference(narrow, List.of(0x77L)),
            new Reference(wide, List.of(5L, 0L))),
        tree.iommus(dsp));
    assertEquals(List.of(), tree.iommus(wide));
  }

  @Test
  void propertiesReadAsCellsRowsAndTexts() throws FormatException {
    Node dsp = read(board()).find("dsp").orElseThrow();
    assertEquals(List.of("acme/dsp.mbn"), dsp.firmwareNames());
    assertTrue(dsp.isEnabled());
    assertTrue(dsp.isCompatible("acme,dsp-pas"));
    assertFalse(read(board()).find("/soc@0/off@4000").orElseThrow().isEnabled());
    assertEquals(
        List.of(List.of(0x1000L, 0x2000L, 0x1000L, 7L), List.of(0x5000L, 0x6000L, 0x1000L, 3L)),
        dsp.property("qcom,devmem").orElseThrow().rows(4));
  }

  @Test
  void valuesThatDoNotFitTheirMeaningNameNodeAndProperty() throws FormatException {
    NodeDraft board = board();
    NodeDraft dsp = board.find("/soc@0/remoteproc@3000").orElseThrow();
    dsp.cells("reg", 1, 2, 3).cells("iommus", 1, 2).cells("memory-region", 9);
    dsp.bytes("compatible", new byte[] {'x'}).bytes("status", new byte[] {0, 0});
    DeviceTree tree = read(board);
    Node node = tree.find("dsp").orElseThrow();
    String at = "b.dtb: /soc@0/remoteproc@3000: ";
    assertMessage(at + "reg: 3 cells are no whole number of rows of 2", node::reg);
    assertMessage(at + "iommus: /soc@0/iommu@1000 wants 2 cells, 1 left", () -> tree.iommus(node));
    assertMessage(at + "memory-region: no node has phandle 0x9", () -> tree.memoryRegions(node));
    assertMessage(at + "compatible: the text has no end", node::compatible);
    assertMessage(
        at + "status: expected one text, found 2",
        () -> node.property("status").orElseThrow().string());
    assertMessage(
        at + "compatible: 1 bytes are no whole number of 32-bit cells",
        () -> node.property("compatible").orElseThrow().cells());
  }

  @Test
  void aReferenceMayLeadBackToItsNode() throws FormatException {
    NodeDraft board = board();
    NodeDraft dsp = board.find("/soc@0/remoteproc@3000").orElseThrow();
    dsp.cells("phandle", 8).cells("memory-region", 8, 8);
    DeviceTree tree = read(board);
    Node node = tree.find("dsp").orElseThrow();
    assertEquals(List.of(node, node), tree.memoryRegions(node));
  }

  @Test
  void addressesBeyondTheSignedRangeAreErrors() throws FormatException {
    NodeDraft board = board();
    board
        .find("/reserved-memory/pil@895900000")
        .orElseThrow()
        .cells("reg", 0x7fffffff, 0, 1L << 31, 0);
    Node node = read(board).byPhandle(3).orElseThrow();
    assertMessage("b.dtb: /reserved-memory/pil@895900000: reg: reaches beyond 2^63", node::reg);
  }

  @Test
  void aPhandleBelongsToOneNodeAndIsNeitherZeroNorAllOnes() {
    NodeDraft twice = board();
    twice.child("x").cells("phandle", 3);
    assertMessage(
        "b.dtb: /x: phandle 0x3 belongs to /reserved-memory/pil@895900000 too", () -> read(twice));
    NodeDraft zero = board();
    zero.child("x").cells("phandle", 0);
    assertMessage("b.dtb: /x: phandle: 0x0 is no phandle", () -> read(zero));
  }

  static void assertMessage(String message, Executable reading) {
    assertEquals(message, assertThrows(FormatException.class, reading).getMessage());
  }
}
