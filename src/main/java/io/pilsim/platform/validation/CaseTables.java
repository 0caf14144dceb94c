package io.pilsim.platform.validation;

import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TablePages;
import io.pilsim.hardware.smmu.v3.ContextDescriptor;
import io.pilsim.hardware.smmu.v3.StreamTable;
import io.pilsim.hardware.smmu.v3.StreamTableEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a request-list case in simulated memory: a linear stream table, a context
 * descriptor and a stage-1 table for each stream, and one stage-2 table.
 */
final class CaseTables {
  private static final int GRANULE_BITS = 12;
  private static final int WORD = 8;
  private static final long STREAM_TABLE = 0x1_0000;
  private static final long CONTEXTS = 0x2_0000;
  private static final long FIRST_TABLE = 0x10_0000;
  private static final long DEVICE_BASE = 0x10_0000_0000L;
  private static final long INTERMEDIATE_BASE = 0x8_0000_0000L;
  private static final long PHYSICAL_BASE = 0x4000_0000L;
  private static final int VMID = 1;
  private static final long READ_WRITE = LeafAttributes.stage1(true, false, MemoryType.CACHEABLE);
  private static final long READ_WRITE2 =
      LeafAttributes.stage2(true, true, false, MemoryType.CACHEABLE);

  private final AddressMap map;
  private final PhysicalMemory memory;
  private final Pages pages = new Pages();
  private final List<RadixTables> stage1 = new ArrayList<>();

  CaseTables(AddressMap map, PhysicalMemory memory) {
    this.map = map;
    this.memory = memory;
  }

  /** Writes all of them, and tells the SMMU where the stream table lies. */
  void write(StreamTable registers) {
    if (map.hasStage1()) {
      for (int table = 0; table < (map.shared() ? 1 : map.streams()); table++) {
        stage1.add(new RadixTables(geometry(map.inputBits()), memory, pages));
      }
    }
    long stage2Root = 0;
    if (map.hasStage2()) {
      RadixTables stage2 = new RadixTables(geometry(map.stage2InputBits()), memory, pages);
      stage2Root = stage2.root();
      mapStage1();
      mapStage2(stage2);
    } else {
      mapStage1();
    }
    for (int stream = 0; stream < map.streams(); stream++) {
      writeStream(stream, stage2Root);
    }
    registers.setLinear(STREAM_TABLE, log2Ceiling(map.streams()));
  }

  /** The physical address that a device address should come out at. */
  long expected(int stream, long address) {
    long page = (address - DEVICE_BASE) / map.strideBytes();
    long offset = (address - DEVICE_BASE) % map.strideBytes();
    return PHYSICAL_BASE + (number(tableOf(stream), (int) page) << map.pageBits()) + offset;
  }

  private int tableOf(int stream) {
    return map.shared() || !map.hasStage1() ? 0 : stream;
  }

  private long number(int table, int page) {
    return (long) table * map.pages() + page;
  }

  private void mapStage1() {
    long base = map.hasStage2() ? INTERMEDIATE_BASE : PHYSICAL_BASE;
    for (int table = 0; table < stage1.size(); table++) {
      for (int page = 0; page < map.pages(); page++) {
        long input = DEVICE_BASE + page * map.strideBytes();
        long output = base + (number(table, page) << map.pageBits());
        map(stage1.get(table), input, output, 1L << map.pageBits(), READ_WRITE);
      }
    }
  }

  private void mapStage2(RadixTables stage2) {
    if (!map.hasStage1()) {
      mapDevicePages(stage2);
      return;
    }
    long leaf = 1L << map.stage2PageBits();
    long tablesEnd = pages.next;
    for (long at = 0; at < tablesEnd; at += leaf) {
      map(stage2, at, at, leaf, READ_WRITE2);
    }
    long bytes = ((long) stage1.size() * map.pages()) << map.pageBits();
    for (long at = 0; at < bytes; at += leaf) {
      map(stage2, INTERMEDIATE_BASE + at, PHYSICAL_BASE + at, leaf, READ_WRITE2);
    }
  }

  /** Stage 2 alone: each page is a leaf, or larger leaves side by side cover them all. */
  private void mapDevicePages(RadixTables stage2) {
    long page = 1L << map.pageBits();
    boolean apart = map.strideBytes() != page;
    long leaf = apart ? page : Math.max(page, 1L << map.stage2PageBits());
    long step = apart ? map.strideBytes() : leaf;
    for (long at = 0; at < map.pages() * map.strideBytes(); at += step) {
      long output = PHYSICAL_BASE + at / map.strideBytes() * page;
      map(stage2, DEVICE_BASE + at, output, leaf, READ_WRITE2);
    }
  }

  private static void map(RadixTables tables, long input, long output, long leaf, long attributes) {
    if (tables.map(input, output, leaf, 1, attributes) != 1) {
      throw new IllegalArgumentException("no room for a page at 0x" + Long.toHexString(input));
    }
  }

  private void writeStream(int stream, long stage2Root) {
    long entry = STREAM_TABLE + (long) stream * StreamTableEntry.BYTES;
    long context = CONTEXTS + (long) stream * ContextDescriptor.BYTES;
    if (map.hasStage1()) {
      memory.writeWord(entry, StreamTableEntry.stage1(context, 0, map.hasStage2()));
      memory.writeWord(
          context, ContextDescriptor.control(map.asid(stream), map.inputBits(), GRANULE_BITS));
      memory.writeWord(context + WORD, stage1.get(tableOf(stream)).root());
    } else {
      memory.writeWord(entry, StreamTableEntry.stage2Only());
    }
    if (map.hasStage2()) {
      int root = geometry(map.stage2InputBits()).rootLevel();
      memory.writeWord(
          entry + 2 * WORD,
          StreamTableEntry.stage2Control(VMID, map.stage2InputBits(), root, GRANULE_BITS));
      memory.writeWord(entry + 3 * WORD, stage2Root);
    }
  }

  private static TableGeometry geometry(int inputBits) {
    return new TableGeometry(GRANULE_BITS, inputBits);
  }

  private static int log2Ceiling(int count) {
    return 32 - Integer.numberOfLeadingZeros(count - 1);
  }

  /** One page after the other, never given back. */
  private static final class Pages implements TablePages {
    private static final long GRANULE = 1L << GRANULE_BITS;

    private long next = FIRST_TABLE;

    @Override
    public long allocate(long bytes) {
      long at = next;
      next += (bytes + GRANULE - 1) & -GRANULE;
      return at;
    }

    @Override
    public void free(long address, long bytes) {}
  }
}
