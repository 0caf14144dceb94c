package io.pilsim.formats.fdt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Encodes a tree as a blob of version 17; reading it gives the same tree. */
public final class DtbWriter {
  private static final int VERSION = 17;
  private static final int LAST_COMPATIBLE = 16;

  private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();

  private DtbWriter() {}

  public static byte[] encode(DeviceTree tree) {
    return encode(tree.reserved(), tree.edit());
  }

  public static byte[] encode(List<AddressRange> reserved, NodeDraft root) {
    return new DtbWriter().blob(reserved, root);
  }

  private byte[] blob(List<AddressRange> reserved, NodeDraft root) {
    node(root);
    word(structure, FdtReader.END);
    int reserveMap = FdtHeader.SIZE;
    int structureAt = reserveMap + 16 * (reserved.size() + 1);
    int stringsAt = structureAt + structure.size();
    int total = stringsAt + strings.size();
    ByteArrayOutputStream blob = new ByteArrayOutputStream(total);
    word(blob, FdtHeader.MAGIC);
    word(blob, total);
    word(blob, structureAt);
    word(blob, stringsAt);
    word(blob, reserveMap);
    word(blob, VERSION);
    word(blob, LAST_COMPATIBLE);
    word(blob, 0); // boot CPU
    word(blob, strings.size());
    word(blob, structure.size());
    for (AddressRange range : reserved) {
      doubleWord(blob, range.address());
      doubleWord(blob, range.size());
    }
    doubleWord(blob, 0);
    doubleWord(blob, 0);
    blob.writeBytes(structure.toByteArray());
    blob.writeBytes(strings.toByteArray());
    return blob.toByteArray();
  }

  private void node(NodeDraft node) {
    word(structure, FdtReader.BEGIN_NODE);
    structure.writeBytes(node.name().getBytes(StandardCharsets.ISO_8859_1));
    structure.write(0);
    align();
    node.properties().forEach(this::property);
    node.children().values().forEach(this::node);
    word(structure, FdtReader.END_NODE);
  }

  private void property(String name, byte[] value) {
    word(structure, FdtReader.PROPERTY);
    word(structure, value.length);
    word(structure, stringOffset(name));
    structure.writeBytes(value);
    align();
  }

  private int stringOffset(String name) {
    Integer known = stringOffsets.get(name);
    if (known != null) {
      return known;
    }
    int offset = strings.size();
    stringOffsets.put(name, offset);
    strings.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    strings.write(0);
    return offset;
  }

  private void align() {
    while (structure.size() % 4 != 0) {
      structure.write(0);
    }
  }

  private static void word(ByteArrayOutputStream out, long value) {
    out.writeBytes(Cells.encode(new long[] {value}));
  }

  private static void doubleWord(ByteArrayOutputStream out, long value) {
    out.writeBytes(Cells.encode(new long[] {value >>> 32, value & 0xffff_ffffL}));
  }
}
