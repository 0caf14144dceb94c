package io.pilsim.hardware.smmu;

import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.Descriptor.Kind;

/**
 * Translation tables as software keeps them: real descriptors in simulated memory.
 *
 * <p><b>Models:</b> runs of pages or blocks mapped and unmapped inside one table; tables allocated
 * on the way down; refusal to map over a leaf, or to unmap a part of a block; a table freed when
 * the whole block above it is unmapped or mapped; empty tables that stay until then.
 *
 * <p><b>Does not model:</b> time, barriers, races between installers, the caches of a walker.
 *
 * <p>Source: drivers/iommu/io-pgtable-arm.c of Linux 6.18 (flow.md 3.1); the split of blocks is a
 * hypervisor's.
 */
public final class RadixTables {
  /** The result of a map over an existing leaf. */
  public static final int EEXIST = -17;

  /** The result of a map beyond the input addresses. */
  public static final int ERANGE = -34;

  /** What {@link #lookup} gives where nothing is mapped. */
  public static final long UNMAPPED = -1;

  private static final int ENTRY_BYTES = 8;

  private final TableGeometry geometry;
  private final PhysicalMemory memory;
  private final TablePages pages;
  private final long root;

  private long leavesWritten;
  private long leavesCleared;
  private long tablesAllocated;
  private long tablesFreed;

  /** Where the latest descent ended. */
  private int level;

  private long entryAddress;

  public RadixTables(TableGeometry geometry, PhysicalMemory memory, TablePages pages) {
    this.geometry = geometry;
    this.memory = memory;
    this.pages = pages;
    this.root = pages.allocate(geometry.tableBytes(geometry.rootLevel()));
  }

  public TableGeometry geometry() {
    return geometry;
  }

  /** The address of the root table. */
  public long root() {
    return root;
  }

  /**
   * Maps a run of equal leaves, up to the end of the table they belong to.
   *
   * @return how many were mapped, or {@link #EEXIST} or {@link #ERANGE} and none was
   */
  public int map(long input, long output, long leafSize, int count, long attributes) {
    int target = levelOf(input | output, leafSize);
    if (!geometry.inRange(input)) {
      return ERANGE;
    }
    while (reach(input, target) == Kind.INVALID && level < target) {
      memory.writeWord(entryAddress, Descriptor.table(allocate(level + 1)));
    }
    if (level < target) {
      return EEXIST;
    }
    int run = Math.min(count, geometry.entries(target) - geometry.index(input, target));
    if (anyLeaf(entryAddress, run, target)) {
      return EEXIST;
    }
    write(entryAddress, run, target, output, attributes);
    return run;
  }

  /** How many tables would have to be allocated to map a leaf of that size. */
  public int missingTables(long input, long leafSize) {
    int target = levelOf(input, leafSize);
    return geometry.inRange(input) && reach(input, target) == Kind.INVALID ? target - level : 0;
  }

  /**
   * Unmaps a run of leaves, up to the end of the table they belong to. An entry that refers to a
   * table of smaller leaves is cleared too, and that table freed, as {@link #tablesFreed} tells.
   *
   * @return how many entries were cleared: fewer than asked for when the next one is empty, none
   *     when they are part of a larger block
   */
  public int unmap(long input, long leafSize, int count) {
    int target = levelOf(input, leafSize);
    if (!geometry.inRange(input)) {
      return 0;
    }
    reach(input, target);
    if (level < target) {
      return 0;
    }
    int run = Math.min(count, geometry.entries(target) - geometry.index(input, target));
    for (int i = 0; i < run; i++) {
      if (!clear(entryAddress + (long) i * ENTRY_BYTES, target)) {
        return i;
      }
    }
    return run;
  }

  /**
   * Replaces the block around an input address by a table of the next smaller leaves.
   *
   * @return the size of those leaves, or 0 when there is no block to split
   */
  public long split(long input) {
    if (reachLeaf(input) != Kind.LEAF || level == TableGeometry.LAST_LEVEL) {
      return 0;
    }
    int next = level + 1;
    long block = memory.readWord(entryAddress);
    long output = Descriptor.outputAddress(geometry, block, 0, level);
    long table = allocate(next);
    write(table, geometry.entries(next), next, output, Descriptor.attributes(block));
    memory.writeWord(entryAddress, Descriptor.table(table));
    return geometry.entrySize(next);
  }

  /** The output address, or {@link #UNMAPPED}. */
  public long lookup(long input) {
    return reachLeaf(input) == Kind.LEAF
        ? Descriptor.outputAddress(geometry, memory.readWord(entryAddress), input, level)
        : UNMAPPED;
  }

  /** Where the first descriptor of the latest map or unmap lies. */
  public long latestEntry() {
    return entryAddress;
  }

  /** The size of the page or block around an input address; 0 where nothing is mapped. */
  public long leafSizeAt(long input) {
    return reachLeaf(input) == Kind.LEAF ? geometry.entrySize(level) : 0;
  }

  /** Frees all tables, the root included. */
  public void freeAll() {
    free(root, geometry.rootLevel());
  }

  /** Page and block descriptors written so far. */
  public long leavesWritten() {
    return leavesWritten;
  }

  /** Page and block descriptors cleared one by one so far; not those within a freed table. */
  public long leavesCleared() {
    return leavesCleared;
  }

  /** Tables allocated so far, the root not counted. */
  public long tablesAllocated() {
    return tablesAllocated;
  }

  public long tablesFreed() {
    return tablesFreed;
  }

  /** Page and block descriptors that are there now. */
  public long leavesPresent() {
    return leavesIn(root, geometry.rootLevel());
  }

  private Kind reachLeaf(long input) {
    return geometry.inRange(input) ? reach(input, TableGeometry.LAST_LEVEL) : Kind.INVALID;
  }

  /** Goes down to a level, or to where the tables end above it; leaves its place behind. */
  private Kind reach(long input, int target) {
    level = geometry.rootLevel();
    entryAddress = geometry.entryAddress(root, input, level);
    Kind kind = kindAt(entryAddress, level);
    while (kind == Kind.TABLE && level < target) {
      long table = Descriptor.nextTable(geometry, memory.readWord(entryAddress));
      level++;
      entryAddress = geometry.entryAddress(table, input, level);
      kind = kindAt(entryAddress, level);
    }
    return kind;
  }

  private boolean anyLeaf(long first, int count, int level) {
    for (int i = 0; i < count; i++) {
      if (kindAt(first + (long) i * ENTRY_BYTES, level) == Kind.LEAF) {
        return true;
      }
    }
    return false;
  }

  private void write(long first, int count, int level, long output, long attributes) {
    for (int i = 0; i < count; i++) {
      long at = first + (long) i * ENTRY_BYTES;
      freeTableBelow(at, level);
      long leaf = Descriptor.leaf(level, output + i * geometry.entrySize(level), attributes);
      memory.writeWord(at, leaf);
    }
    leavesWritten += count;
  }

  private boolean clear(long at, int level) {
    Kind kind = kindAt(at, level);
    if (kind == Kind.INVALID) {
      return false;
    }
    if (kind == Kind.LEAF) {
      leavesCleared++;
    }
    freeTableBelow(at, level);
    memory.writeWord(at, 0);
    return true;
  }

  private long allocate(int level) {
    tablesAllocated++;
    return pages.allocate(geometry.tableBytes(level));
  }

  private void freeTableBelow(long at, int level) {
    if (kindAt(at, level) == Kind.TABLE) {
      free(Descriptor.nextTable(geometry, memory.readWord(at)), level + 1);
      tablesFreed++;
    }
  }

  private void free(long table, int level) {
    for (int i = 0; level < TableGeometry.LAST_LEVEL && i < geometry.entries(level); i++) {
      freeTableBelow(table + (long) i * ENTRY_BYTES, level);
    }
    pages.free(table, geometry.tableBytes(level));
  }

  /** Tables below the root through which a range is reached, whoever had them allocated. */
  public int tablesOver(long input, long bytes) {
    return tablesOver(root, geometry.rootLevel(), input, input + bytes);
  }

  private int tablesOver(long table, int level, long from, long to) {
    long size = geometry.entrySize(level);
    int tables = 0;
    for (long at = from & -size; at < to; at += size) {
      long entry = memory.readWord(geometry.entryAddress(table, at, level));
      if (Descriptor.kind(geometry, entry, level) == Descriptor.Kind.TABLE) {
        long next = Descriptor.nextTable(geometry, entry);
        long end = Math.min(to, at + size);
        tables += 1 + tablesOver(next, level + 1, Math.max(from, at), end);
      }
    }
    return tables;
  }

  private long leavesIn(long table, int level) {
    long leaves = 0;
    for (int i = 0; i < geometry.entries(level); i++) {
      long at = table + (long) i * ENTRY_BYTES;
      leaves +=
          switch (kindAt(at, level)) {
            case INVALID -> 0;
            case LEAF -> 1;
            case TABLE -> leavesIn(Descriptor.nextTable(geometry, memory.readWord(at)), level + 1);
          };
    }
    return leaves;
  }

  private Kind kindAt(long at, int level) {
    return Descriptor.kind(geometry, memory.readWord(at), level);
  }

  private int levelOf(long address, long leafSize) {
    if ((address & (leafSize - 1)) != 0) {
      throw new IllegalArgumentException(
          "0x" + Long.toHexString(address) + " is not aligned to " + leafSize);
    }
    return geometry.levelOf(leafSize);
  }
}
