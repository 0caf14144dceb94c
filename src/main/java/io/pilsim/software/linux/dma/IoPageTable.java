package io.pilsim.software.linux.dma;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.CacheLines;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.iommu.PageSizes;
import io.pilsim.software.linux.iommu.TlbInvalidation;
import io.pilsim.software.routine.Routine;
import java.util.List;

/**
 * {@code iommu_map}, {@code iommu_map_sg} and {@code iommu_unmap} of a domain that many CPUs use at
 * once without a lock, as rows.
 *
 * <p><b>Models:</b> the choice of page sizes, one call for a run of pages or for each page, two
 * CPUs whose descriptors share a line, which then goes from one to the other; two CPUs that both
 * make a table and one of them who finds the other's there and frees its own, what has been mapped
 * undone on error, a removed table flushed at once.
 *
 * <p><b>Does not model:</b> non-coherent walks, the quarantine of tables while a walk may read
 * them.
 *
 * <p>Source: Linux 6.18, drivers/iommu/iommu.c and io-pgtable-arm.c (flow.md 3.1).
 */
public final class IoPageTable {
  private static final String TOPOLOGY = "cpu.topology";
  private static final int ENTRY_BYTES = 8;
  private static final long HINTED = 64 * 1024;
  private static final long HINTED_PAGE = 4096;

  private final TableParams params;
  private final RadixTables tables;
  private final PageSizes sizes;
  private final long attributes;
  private final TlbInvalidation tlb;
  private final CacheLines lines;
  private final Counter mapCalls;
  private final Counter leavesWritten;
  private final Counter tablesAllocated;
  private final Counter tableRaces;
  private final Counter leavesCleared;
  private final Counter overlaps;

  /**
   * @param pageSizes that the domain may use
   * @param lines of the memory that descriptors lie in
   * @param stats the group {@code map}
   */
  public IoPageTable(
      TableParams params,
      RadixTables tables,
      List<Long> pageSizes,
      long attributes,
      TlbInvalidation tlb,
      CacheLines lines,
      StatGroup stats) {
    this.params = params;
    this.tables = tables;
    this.sizes = new PageSizes(pageSizes);
    this.attributes = attributes;
    this.tlb = tlb;
    this.lines = lines;
    this.mapCalls = stats.counter("calls", "calls of map_pages");
    this.leavesWritten = stats.counter("leaf_ptes", "leaf descriptors written");
    this.tablesAllocated = stats.counter("tables", "tables allocated, the root not counted");
    this.tableRaces = stats.counter("table_races", "tables that another CPU installed first");
    this.overlaps = stats.counter("overlaps", "calls for addresses that were mapped already");
    stats.laws().equal("no addresses are given twice", overlaps::value, () -> 0);
    this.leavesCleared = stats.counter("cleared_ptes", "leaf descriptors cleared, or with a table");
  }

  long smallestPage() {
    return sizes.smallest();
  }

  /** Whether the device may reach an address, and where that is. */
  public long lookup(long iova) {
    return tables.lookup(iova);
  }

  Routine<DmaBuffer> map() {
    Routine<DmaBuffer> freeLost =
        Routine.<DmaBuffer>named("lost_race")
            .work("free_tables", params.freeTable().modelPath(), this::lostPs)
            .build();
    Routine<DmaBuffer> pages =
        Routine.<DmaBuffer>named("map_pages")
            .compute("call", params.mapCall())
            .act("look", this::look)
            .work("allocate_tables", params.allocateTable().modelPath(), this::allocatePs)
            .act("cmpxchg", this::install)
            .callIf(buffer -> buffer.lostTables > 0, freeLost, buffer -> buffer)
            .work("own_lines", TOPOLOGY, this::linesPs)
            .work("write_ptes", params.writePte().modelPath(), this::writePs)
            .compute("wmb", params.barrier())
            .build();
    return Routine.<DmaBuffer>named("iommu_map")
        .act("begin", IoPageTable::beginMap)
        .callWhile(buffer -> buffer.done < buffer.bytes(), pages, buffer -> buffer)
        .undo(unmap("unmap_prefix"))
        .build();
  }

  /** Clears what has been mapped, and waits for its invalidation unless that is left to a queue. */
  Routine<DmaBuffer> unmap(String name) {
    Routine<DmaBuffer> removed =
        Routine.<DmaBuffer>named("removed_table")
            .act("next_table", IoPageTable::nextTable)
            .call(tlb.flushWalk(), buffer -> buffer.gather)
            .build();
    Routine<DmaBuffer> pages =
        Routine.<DmaBuffer>named("unmap_pages")
            .compute("call", params.unmapCall())
            .act("clear", this::clear)
            .work("own_lines", TOPOLOGY, this::linesPs)
            .work("clear_ptes", params.clearPte().modelPath(), this::clearPs)
            .callWhile(buffer -> buffer.removedTables > 0, removed, buffer -> buffer)
            .callIf(IoPageTable::isToInvalidate, tlb.addPages(), buffer -> buffer.gather)
            .build();
    return Routine.<DmaBuffer>named(name)
        .act("begin", IoPageTable::beginUnmap)
        .callWhile(IoPageTable::hasMore, pages, buffer -> buffer)
        .callIf(IoPageTable::isToSync, tlb.sync(), buffer -> buffer.gather)
        .build();
  }

  private static int beginMap(DmaBuffer buffer) {
    buffer.done = 0;
    buffer.queued = false;
    buffer.syncLater = false;
    return 0;
  }

  private int look(DmaBuffer buffer) {
    long iova = buffer.iova() + buffer.done;
    long physical = buffer.physicalAt(buffer.done);
    long left = buffer.pieceLeft(buffer.done);
    buffer.page = sizes.pick(iova, physical, left);
    if (buffer.page == 0) {
      return Errno.EINVAL;
    }
    buffer.run = params.pageAtATime() ? 1 : (int) sizes.count(buffer.page, iova, physical, left);
    buffer.missingTables = tables.missingTables(iova, buffer.page);
    return 0;
  }

  private int install(DmaBuffer buffer) {
    long iova = buffer.iova() + buffer.done;
    long physical = buffer.physicalAt(buffer.done);
    int count = buffer.run;
    long flags = attributes;
    if (params.contiguousHint() && buffer.page == HINTED_PAGE) {
      boolean whole = ((iova | physical) & HINTED - 1) == 0 && count * HINTED_PAGE >= HINTED;
      long group = HINTED / HINTED_PAGE;
      count = (int) (whole ? count - count % group : Math.min(count, toGroup(iova)));
      flags |= whole ? LeafAttributes.CONTIGUOUS : 0;
    }
    long before = tables.tablesAllocated();
    buffer.run = tables.map(iova, physical, buffer.page, count, flags);
    if (buffer.run < 0) {
      overlaps.increment();
      return Errno.EEXIST;
    }
    buffer.entry = tables.latestEntry();
    int made = (int) (tables.tablesAllocated() - before);
    buffer.lostTables = Math.max(0, buffer.missingTables - made);
    buffer.done += buffer.run * buffer.page;
    mapCalls.increment();
    leavesWritten.add(buffer.run);
    tablesAllocated.add(made);
    tableRaces.add(buffer.lostTables);
    return 0;
  }

  private static long toGroup(long iova) {
    return (HINTED - (iova & HINTED - 1)) / HINTED_PAGE;
  }

  private long allocatePs(DmaBuffer buffer) {
    return params.allocateTable().timesPs(buffer.missingTables);
  }

  private long lostPs(DmaBuffer buffer) {
    return params.freeTable().timesPs(buffer.lostTables);
  }

  private long linesPs(DmaBuffer buffer) {
    return lines.writePs(buffer.entry, (long) ENTRY_BYTES * buffer.run, buffer.cpu());
  }

  private long writePs(DmaBuffer buffer) {
    return params.writePte().timesPs(buffer.run);
  }

  private static int beginUnmap(DmaBuffer buffer) {
    buffer.target = buffer.done;
    buffer.done = 0;
    buffer.stuck = false;
    return 0;
  }

  private static boolean hasMore(DmaBuffer buffer) {
    return buffer.done < buffer.target && !buffer.stuck;
  }

  private int clear(DmaBuffer buffer) {
    long iova = buffer.iova() + buffer.done;
    long left = buffer.target - buffer.done;
    buffer.page = sizes.pick(iova, iova, left);
    long count = params.pageAtATime() ? 1 : sizes.count(buffer.page, iova, iova, left);
    long freed = tables.tablesFreed();
    buffer.run = tables.unmap(iova, buffer.page, (int) count);
    buffer.removedTables = (int) (tables.tablesFreed() - freed);
    buffer.stuck = buffer.run == 0;
    buffer.entry = tables.latestEntry();
    buffer.gather.cleared(iova, buffer.page, buffer.run);
    buffer.done += buffer.run * buffer.page;
    leavesCleared.add(buffer.run * (buffer.removedTables > 0 ? buffer.page / smallestPage() : 1));
    return 0;
  }

  private long clearPs(DmaBuffer buffer) {
    return params.clearPte().timesPs(buffer.run) + params.freeTable().timesPs(buffer.removedTables);
  }

  /** The entry of a removed table, too, which has been flushed already with all below it. */
  private static boolean isToInvalidate(DmaBuffer buffer) {
    return !buffer.queued && buffer.gather.leaves() > 0;
  }

  private static boolean isToSync(DmaBuffer buffer) {
    return !buffer.queued && !buffer.syncLater;
  }

  private static int nextTable(DmaBuffer buffer) {
    buffer.removedTables--;
    return 0;
  }
}
