package io.pilsim.software.linux.remoteproc;

import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.iommu.Mapping;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A remoteproc resource table: which device memory the processor needs to reach.
 *
 * <p><b>Models:</b> the header, the offsets, device memory entries, and the checks that fail a
 * boot; if asked to, entries that adjoin and are alike taken as one, which Linux does not.
 *
 * <p><b>Does not model:</b> carveout, trace and virtio entries, which are passed over.
 *
 * <p>Source: Linux 6.18, include/linux/remoteproc.h, drivers/remoteproc/remoteproc_core.c.
 */
final class ResourceTable {
  static final int EMPTY_BYTES = 16;

  private static final int VERSION = 1;
  private static final int TYPE_DEVMEM = 1;
  private static final int DEVMEM_WORDS = 13;
  private static final int RESERVED_WORD = 4;
  private static final int ROW_CELLS = 4;

  private static final int WRITE = 2;
  private static final int CACHE = 4;
  private static final int NOEXEC = 8;
  private static final int MMIO = 16;

  private final List<Mapping> devmem = new ArrayList<>();
  private final boolean coalesces;

  /**
   * @param coalesces whether rows that go on where the one before ends become one with it
   */
  ResourceTable(boolean coalesces) {
    this.coalesces = coalesces;
  }

  /** The table that is passed where the image has none. */
  static byte[] empty() {
    ByteBuffer table = ByteBuffer.allocate(EMPTY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(VERSION);
    return table.array();
  }

  /** Reads a table; returns 0 or EINVAL, as {@code rproc_handle_resources} does. */
  int read(byte[] bytes) {
    devmem.clear();
    ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < EMPTY_BYTES || table.getInt(0) != VERSION) {
      return Errno.EINVAL;
    }
    int entries = table.getInt(4);
    if (entries < 0 || entries > (bytes.length - EMPTY_BYTES) / Integer.BYTES) {
      return Errno.EINVAL;
    }
    for (int i = 0; i < entries; i++) {
      int offset = table.getInt(EMPTY_BYTES + i * Integer.BYTES);
      if (!readEntry(table, offset)) {
        return Errno.EINVAL;
      }
    }
    return 0;
  }

  /** Takes rows of four cells instead: device address, physical address, size, flags. */
  void use(List<Long> cells) {
    devmem.clear();
    for (int row = 0; row + ROW_CELLS <= cells.size(); row += ROW_CELLS) {
      Mapping mapping = new Mapping();
      mapping.range(
          cells.get(row),
          cells.get(row + 1),
          cells.get(row + 2),
          attributes(cells.get(row + 3).intValue()));
      add(mapping);
    }
  }

  private void add(Mapping mapping) {
    boolean first = devmem.isEmpty();
    if (first || !coalesces || !devmem.get(devmem.size() - 1).extend(mapping)) {
      devmem.add(mapping);
    }
  }

  List<Mapping> devmem() {
    return devmem;
  }

  private boolean readEntry(ByteBuffer table, int offset) {
    if (offset < 0 || offset > table.capacity() - Integer.BYTES) {
      return false;
    }
    if (table.getInt(offset) != TYPE_DEVMEM) {
      return true;
    }
    int body = offset + Integer.BYTES;
    if (body > table.capacity() - DEVMEM_WORDS * Integer.BYTES
        || table.getInt(body + RESERVED_WORD * Integer.BYTES) != 0) {
      return false;
    }
    Mapping mapping = new Mapping();
    mapping.range(
        Integer.toUnsignedLong(table.getInt(body)),
        Integer.toUnsignedLong(table.getInt(body + 4)),
        Integer.toUnsignedLong(table.getInt(body + 8)),
        attributes(table.getInt(body + 12)));
    add(mapping);
    return true;
  }

  /** What the kernel's IOMMU flags make of a descriptor. */
  static long attributes(int flags) {
    MemoryType type =
        (flags & MMIO) != 0
            ? MemoryType.DEVICE
            : (flags & CACHE) != 0 ? MemoryType.CACHEABLE : MemoryType.NON_CACHEABLE;
    return LeafAttributes.stage1((flags & WRITE) != 0, (flags & NOEXEC) == 0, type);
  }
}
