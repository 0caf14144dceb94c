package io.pilsim.platform;

import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.platform.model.ModelReader;

/**
 * The stage 2 that a hypervisor keeps under all that its only guest, Linux, gives to devices: what
 * the guest sees is where it is, in leaves of one size, and nothing of it changes.
 */
final class GuestStage2 {
  /** Of the guest: the hypervisor's own number for it. */
  static final int VMID = 1;

  private static final long READ_WRITE =
      LeafAttributes.stage2(true, true, false, LeafAttributes.MemoryType.CACHEABLE);

  final RadixTables tables;
  private final long page;

  GuestStage2(ModelReader model, MemorySystem memory, PageArea area) {
    this.page = model.bytes("guest.stage2_page");
    TableGeometry geometry =
        TableGeometry.concatenated(DmaSpace.granuleBits(page), model.count("guest.stage2_bits"));
    this.tables = new RadixTables(geometry, memory.content, area);
  }

  /** Maps what the guest has there, where it is not mapped yet. */
  void map(long base, long bytes) {
    long from = base & -page;
    long end = base + bytes + page - 1 & -page;
    while (from < end) {
      boolean mapped = tables.lookup(from) != RadixTables.UNMAPPED;
      int count = (int) Math.min((end - from) / page, Integer.MAX_VALUE);
      int done = mapped ? 1 : tables.map(from, from, page, count, READ_WRITE);
      if (done <= 0) {
        throw new IllegalArgumentException(
            "guest.stage2_bits is too little for what the guest has at 0x"
                + Long.toHexString(from));
      }
      from += done * page;
    }
  }
}
