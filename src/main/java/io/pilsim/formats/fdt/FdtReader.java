package io.pilsim.formats.fdt;

import io.pilsim.formats.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the blocks of a blob; every offset and length is checked before it is used. */
final class FdtReader {
  static final int BEGIN_NODE = 1;
  static final int END_NODE = 2;
  static final int PROPERTY = 3;
  static final int NOP = 4;
  static final int END = 9;
  private static final int DEEPEST = 64;
  private static final int LONGEST_NAME = 255;

  private final String file;
  private final byte[] bytes;
  private final FdtHeader header;
  private final int structureEnd;
  private final Map<Integer, String> propertyNames = new LinkedHashMap<>();
  private int at;

  FdtReader(String file, byte[] bytes) throws FormatException {
    this.file = file;
    this.bytes = bytes;
    this.header = FdtHeader.read(file, bytes);
    this.structureEnd = (int) (header.structure() + header.structureSize());
    this.at = (int) header.structure();
  }

  List<AddressRange> reserved() throws FormatException {
    List<AddressRange> ranges = new ArrayList<>();
    for (int entry = (int) header.reserveMap(); ; entry += 16) {
      if (entry + 16L > header.total()) {
        throw error(entry, "the memory reservation block has no end");
      }
      if (header.collides(entry, entry + 16L)) {
        throw error(entry, "the memory reservation block runs into another block");
      }
      long address = Cells.u32(bytes, entry) << 32 | Cells.u32(bytes, entry + 4);
      long size = Cells.u32(bytes, entry + 8) << 32 | Cells.u32(bytes, entry + 12);
      if (address == 0 && size == 0) {
        return ranges;
      }
      if (address < 0 || size < 0 || address + size < 0) {
        throw error(entry, "reserved memory reaches beyond 2^63");
      }
      ranges.add(new AddressRange(address, size));
    }
  }

  NodeDraft root() throws FormatException {
    int start = at;
    if (token() != BEGIN_NODE) {
      throw error(start, "expected the root node");
    }
    String name = nodeName();
    if (!name.isEmpty()) {
      throw error(start, "the root node is named \"" + name + "\"");
    }
    NodeDraft root = NodeDraft.root();
    body(root, 1);
    int end = at;
    if (token() != END) {
      throw error(end, "expected the end after the root node");
    }
    return root;
  }

  private void body(NodeDraft node, int depth) throws FormatException {
    while (true) {
      int start = at;
      int token = token();
      if (token == PROPERTY) {
        property(node, start);
      } else if (token == BEGIN_NODE) {
        child(node, start, depth + 1);
      } else if (token == END_NODE) {
        return;
      } else {
        throw error(start, "expected a property, a node or a node's end, found token " + token);
      }
    }
  }

  private void child(NodeDraft node, int start, int depth) throws FormatException {
    if (depth > DEEPEST) {
      throw error(start, "nested deeper than " + DEEPEST + " levels");
    }
    String name = nodeName();
    if (name.isEmpty()) {
      throw error(start, "a node without a name");
    }
    if (node.existing(name).isPresent()) {
      throw error(start, "a second node named \"" + name + "\"");
    }
    body(node.child(name), depth);
  }

  private void property(NodeDraft node, int start) throws FormatException {
    long size = word();
    int nameAt = at;
    String name = propertyName(nameAt, word());
    if (size > structureEnd - at) {
      throw error(start + 4, name + ": a value of " + size + " bytes does not fit");
    }
    if (!node.children().isEmpty()) {
      throw error(start, name + ": a property after a node, properties come first");
    }
    if (node.property(name).isPresent()) {
      throw error(start, "a second property named \"" + name + "\"");
    }
    node.bytes(name, Arrays.copyOfRange(bytes, at, at + (int) size));
    at += (int) size;
    align();
  }

  /** The next token that is not a filler. */
  private int token() throws FormatException {
    int token = (int) word();
    while (token == NOP) {
      token = (int) word();
    }
    return token;
  }

  private long word() throws FormatException {
    if (structureEnd - at < 4) {
      throw error(at, "the structure block ends in the middle");
    }
    at += 4;
    return Cells.u32(bytes, at - 4);
  }

  private void align() throws FormatException {
    at = (at + 3) & ~3;
    if (at > structureEnd) {
      throw error(structureEnd, "the structure block ends in the middle");
    }
  }

  private String nodeName() throws FormatException {
    String name = name(at, structureEnd).orElse("");
    at += name.length() + 1;
    align();
    return name;
  }

  private String propertyName(int field, long offset) throws FormatException {
    if (offset >= header.stringsSize()) {
      throw error(field, "a property's name lies outside the strings block");
    }
    int from = (int) (header.strings() + offset);
    String known = propertyNames.get(from);
    if (known != null) {
      return known;
    }
    String name =
        name(from, (int) (header.strings() + header.stringsSize()))
            .orElseThrow(() -> error(field, "a property without a name"));
    propertyNames.put(from, name);
    return name;
  }

  /** Text up to a zero byte. */
  private Optional<String> name(int from, int limit) throws FormatException {
    int end = from;
    while (end < limit && bytes[end] != 0) {
      if (bytes[end] <= ' ' || bytes[end] > '~' || bytes[end] == '/') {
        throw error(end, "no character for a name: 0x" + Integer.toHexString(bytes[end] & 0xff));
      }
      end++;
      if (end - from > LONGEST_NAME) {
        throw error(from, "a name longer than " + LONGEST_NAME + " characters");
      }
    }
    if (end == limit) {
      throw error(from, "a name without an end");
    }
    String name = new String(bytes, from, end - from, StandardCharsets.US_ASCII);
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private FormatException error(long offset, String problem) {
    return FormatException.atByte(file, offset, problem);
  }
}
