package io.pilsim.formats.fdt;

import static io.pilsim.formats.fdt.DeviceTreeTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.formats.FormatException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blobs of one root node with one property, spoilt one word at a time. */
final class FdtReaderTest {
  private static final int STRUCTURE = 0x38; // after 0x28 of header and one reservation entry

  /** BEGIN "" | PROP len nameoff value | BEGIN "a" END | END, BLOCK END; 0x38 to 0x64. */
  private static byte[] blob() {
    NodeDraft root = NodeDraft.root().cells("model", 0x61626364);
    root.child("a");
    return DtbWriter.encode(List.of(), root);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0x00 | 0xd00dfeee | byte 0x0: not a device tree blob: it does not begin d00dfeed
          0x04 | 0xffffffff | byte 0x4: claims to be 4294967295 bytes long; the file has 106
          0x04 | 0x20       | byte 0x4: claims to be 32 bytes long; the file has 106
          0x08 | 0xfffffffc | byte 0x8: the structure block begins at 0xfffffffc, outside
          0x08 | 0x3a       | byte 0x8: the structure block is not aligned to 4 bytes
          0x08 | 0x3c       | byte 0x8: the structure and strings blocks overlap
          0x08 | 0x10       | byte 0x8: the structure block begins at 0x10, outside
          0x0c | 0x70       | byte 0xc: the strings block begins at 0x70, outside
          0x10 | 0x2c       | byte 0x10: the memory reservation block is not aligned to 8 bytes
          0x10 | 0x60       | byte 0x60: the memory reservation block has no end
          0x10 | 0x38       | byte 0x38: the memory reservation block runs into another block
          0x14 | 3          | byte 0x14: version 3 (back to 16) is not read, 16 and 17 are
          0x18 | 18         | byte 0x14: version 17 (back to 18) is not read, 16 and 17 are
          0x20 | 0xffffffff | byte 0x20: the strings block of 4294967295 bytes does not fit into the blob
          0x24 | 0xffffffff | byte 0x24: the structure block of 4294967295 bytes does not fit into the blob
          0x24 | 0x10       | byte 0x48: the structure block ends in the middle
          0x28 | 0x80000000 | byte 0x28: reserved memory reaches beyond 2^63
          0x38 | 3          | byte 0x38: expected the root node
          0x3c | 0x62000000 | byte 0x38: the root node is named "b"
          0x40 | 7          | byte 0x40: expected a property, a node or a node's end, found token 7
          0x44 | 0xffffffff | byte 0x44: model: a value of 4294967295 bytes does not fit
          0x44 | 0x20       | byte 0x44: model: a value of 32 bytes does not fit
          0x48 | 0xffffffff | byte 0x48: a property's name lies outside the strings block
          0x48 | 5          | byte 0x48: a property without a name
          0x54 | 0x2f000000 | byte 0x54: no character for a name: 0x2f
          0x54 | 0          | byte 0x50: a node without a name
          0x54 | 0x61616161 | byte 0x60: expected a property, a node or a node's end, found token 9
          0x60 | 1          | byte 0x60: expected the end after the root node
          0x60 | 2          | byte 0x60: expected the end after the root node
          """)
  void aSpoiltWordIsNamedByItsOffset(String offset, String value, String message) {
    byte[] bytes = blob();
    Cells.putU32(bytes, Integer.decode(offset), Long.decode(value));
    assertMessage("s.dtb: " + message, () -> DeviceTree.parse("s.dtb", bytes));
  }

  @Test
  void everyTruncationIsAnError() {
    byte[] bytes = blob();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(FormatException.class, () -> DeviceTree.parse("s.dtb", cut));
    }
  }

  @Test
  void fillersAreSkippedAndNamesMayShareTheirEnds() throws FormatException {
    byte[] bytes = blob();
    Cells.putU32(bytes, STRUCTURE + 0x18, FdtReader.NOP); // the child's three words
    Cells.putU32(bytes, STRUCTURE + 0x1c, FdtReader.NOP);
    Cells.putU32(bytes, STRUCTURE + 0x20, FdtReader.NOP);
    Cells.putU32(bytes, STRUCTURE + 0x10, 2); // "del", the end of "model"
    DeviceTree tree = DeviceTree.parse("s.dtb", bytes);
    assertEquals(1, tree.nodes().size());
    assertEquals("del", tree.root().properties().get(0).name());
  }

  @Test
  void versionSixteenHasNoStructureSize() throws FormatException {
    byte[] bytes = blob();
    Cells.putU32(bytes, 0x14, 16);
    Cells.putU32(bytes, 0x24, 0xffff_ffffL);
    assertEquals(2, DeviceTree.parse("s.dtb", bytes).nodes().size());
  }

  @Test
  void depthIsBounded() throws FormatException {
    assertEquals(64, DeviceTree.parse("s.dtb", nested(64)).nodes().size());
    // 0x38 and eight bytes for each of the 64 nodes above the one too many
    assertMessage(
        "s.dtb: byte 0x238: nested deeper than 64 levels",
        () -> DeviceTree.parse("s.dtb", nested(65)));
  }

  private static byte[] nested(int depth) {
    NodeDraft root = NodeDraft.root();
    NodeDraft node = root;
    for (int i = 1; i < depth; i++) {
      node = node.child("a");
    }
    return DtbWriter.encode(List.of(), root);
  }

  @Test
  void namesOccurOnceAndPropertiesPrecedeNodes() {
    NodeDraft root = NodeDraft.root().flag("p1").flag("p2");
    root.child("a1");
    root.child("a2");
    byte[] bytes = DtbWriter.encode(List.of(), root);
    byte[] sameProperty = bytes.clone();
    Cells.putU32(sameProperty, STRUCTURE + 0x1c, 0);
    assertMessage(
        "s.dtb: byte 0x4c: a second property named \"p1\"",
        () -> DeviceTree.parse("s.dtb", sameProperty));
    byte[] sameNode = bytes.clone();
    sameNode[STRUCTURE + 0x31] = '1';
    assertMessage(
        "s.dtb: byte 0x64: a second node named \"a1\"", () -> DeviceTree.parse("s.dtb", sameNode));
    byte[] late = DtbWriter.encode(List.of(), NodeDraft.root().flag("p1").flag("p2"));
    Cells.putU32(late, STRUCTURE + 0x08, FdtReader.BEGIN_NODE);
    Cells.putU32(late, STRUCTURE + 0x0c, 0x61000000);
    Cells.putU32(late, STRUCTURE + 0x10, FdtReader.END_NODE);
    assertMessage(
        "s.dtb: byte 0x4c: p2: a property after a node, properties come first",
        () -> DeviceTree.parse("s.dtb", late));
  }
}
