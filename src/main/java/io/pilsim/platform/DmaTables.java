package io.pilsim.platform;

import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TablePages;
import io.pilsim.platform.scenario.Stages;
import java.util.Optional;

/**
 * The translation tables of one stream, with all its addresses mapped. A guest sees its memory
 * elsewhere than it is; its tables, and what an SMMU reads for it beside them, it sees in place.
 */
final class DmaTables {
  private static final long READ_WRITE = LeafAttributes.stage1(true, false, MemoryType.CACHEABLE);
  private static final long READ_WRITE2 =
      LeafAttributes.stage2(true, true, false, MemoryType.CACHEABLE);

  /** What a guest sees, and where it sees its data. */
  private static final int GUEST_BITS = 40;

  private static final long GUEST_DATA = 1L << (GUEST_BITS - 1);

  private final DmaSpace space;
  private final Area area;
  private final Optional<RadixTables> stage1;
  private final Optional<RadixTables> stage2;

  /**
   * Makes them.
   *
   * @param besides bytes that {@link #besides} is to point to; 0 for none
   */
  DmaTables(DmaSpace space, PageArea tables, PhysicalMemory memory, long besides) {
    this.space = space;
    this.area = new Area(tables);
    Stages stages = space.mapping().stages();
    boolean nested = stages == Stages.NESTED;
    this.besides = besides == 0 ? 0 : area.allocate(besides);
    this.stage1 =
        stages == Stages.STAGE1 || nested
            ? Optional.of(new RadixTables(DmaSpace.stage1Geometry(space.mapping()), memory, area))
            : Optional.empty();
    stage1.ifPresent(this::mapStage1);
    long seenFrom = area.low;
    long seenTo = area.high;
    this.stage2 =
        stages == Stages.STAGE2 || nested
            ? Optional.of(new RadixTables(stage2Geometry(), memory, area))
            : Optional.empty();
    if (nested) {
      mapGuest(stage2.get(), seenFrom, seenTo);
    } else {
      stage2.ifPresent(this::mapStage2);
    }
  }

  private final long besides;

  Optional<RadixTables> stage1() {
    return stage1;
  }

  Optional<RadixTables> stage2() {
    return stage2;
  }

  /** Memory that the SMMU reads for the stream as it reads its tables. */
  long besides() {
    return besides;
  }

  private boolean isNested() {
    return space.mapping().stages() == Stages.NESTED;
  }

  private TableGeometry stage2Geometry() {
    return isNested()
        ? TableGeometry.concatenated(DmaSpace.granuleBits(space.mapping().stage2Page()), GUEST_BITS)
        : TableGeometry.concatenated(
            DmaSpace.granuleBits(space.mapping().page()), space.mapping().addressBits());
  }

  private void mapStage1(RadixTables tables) {
    long seen = isNested() ? GUEST_DATA : 0;
    long attributes = READ_WRITE | hint();
    for (int run = 0; run < space.runs(); run++) {
      long output = space.output(run) + seen;
      map(tables, space.input(run), output, space.bytes(run), space.mapping().page(), attributes);
    }
  }

  private void mapStage2(RadixTables tables) {
    long attributes = READ_WRITE2 | hint();
    for (int run = 0; run < space.runs(); run++) {
      long output = space.output(run);
      map(tables, space.input(run), output, space.bytes(run), space.mapping().page(), attributes);
    }
  }

  private void mapGuest(RadixTables tables, long tablesFrom, long tablesTo) {
    long leaf = space.mapping().stage2Page();
    int last = space.runs() - 1;
    long from = space.output(0) & -leaf;
    long bytes = space.output(last) + space.bytes(last) - from;
    map(tables, from + GUEST_DATA, from, rounded(bytes, leaf), leaf, READ_WRITE2);
    long start = tablesFrom & -leaf;
    map(tables, start, start, rounded(tablesTo - start, leaf), leaf, READ_WRITE2);
  }

  private long hint() {
    return space.mapping().contiguous() ? LeafAttributes.CONTIGUOUS : 0;
  }

  private static long rounded(long bytes, long leaf) {
    return (bytes + leaf - 1) & -leaf;
  }

  private static void map(
      RadixTables tables, long input, long output, long bytes, long leaf, long attributes) {
    long done = 0;
    while (done < bytes) {
      int count = (int) Math.min((bytes - done) / leaf, Integer.MAX_VALUE);
      int mapped = tables.map(input + done, output + done, leaf, count, attributes);
      if (mapped <= 0) {
        throw new IllegalArgumentException("cannot map 0x" + Long.toHexString(input + done));
      }
      done += mapped * leaf;
    }
  }

  /** Remembers between which addresses everything lies. */
  private static final class Area implements TablePages {
    private final PageArea pages;
    private long low = Long.MAX_VALUE;
    private long high;

    Area(PageArea pages) {
      this.pages = pages;
    }

    @Override
    public long allocate(long bytes) {
      long address = pages.allocate(bytes);
      if (address == 0) {
        throw new IllegalArgumentException(
            "tables need more than there is, expected room for them in memory.tables.size");
      }
      low = Math.min(low, address);
      high = Math.max(high, address + bytes);
      return address;
    }

    @Override
    public void free(long address, long bytes) {
      pages.free(address, bytes);
    }
  }
}
