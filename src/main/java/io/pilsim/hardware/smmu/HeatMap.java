package io.pilsim.hardware.smmu;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import java.util.Arrays;

/**
 * How often each stream asks for translations in each region of 2 MiB, what one table of 4 KiB
 * pages maps, and how often no TLB of its interface knew them. A cell is made when it is first
 * touched; what does not fit into so many cells is counted together.
 */
public final class HeatMap {
  /** Log2 of a region. */
  public static final int REGION_BITS = 21;

  private static final int CELLS = 256;
  private static final int SLOTS =
      4 * CELLS; // of a hash table that is never more than a quarter full
  private static final int NONE = -1;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;
  private static final int MIX_SHIFT = 64 - Integer.numberOfTrailingZeros(SLOTS);

  private final StatGroup stats;
  private final int[] cellOfSlot = new int[SLOTS];
  private final long[] streams = new long[CELLS];
  private final long[] regions = new long[CELLS];
  private final Cell[] cells = new Cell[CELLS];
  private final Cell elsewhere;
  private final Counter lookups;
  private int used;

  /** One whose cells are children of the group: {@code s5.r0x80000000.lookups}. */
  public HeatMap(StatGroup stats) {
    this.stats = stats;
    Arrays.fill(cellOfSlot, NONE);
    lookups = stats.counter("lookups", "translations asked for in all regions");
    elsewhere = new Cell(stats.child("elsewhere"));
    stats.laws().equal("lookups = sum over cells", lookups::value, this::sum);
  }

  public void lookup(long stream, long address) {
    lookups.increment();
    cell(stream, address).lookups.increment();
  }

  public void miss(long stream, long address) {
    cell(stream, address).misses.increment();
  }

  private Cell cell(long stream, long address) {
    long region = address >>> REGION_BITS;
    int slot = (int) (((stream * MIX + region) * MIX) >>> MIX_SHIFT);
    while (cellOfSlot[slot] != NONE) {
      int at = cellOfSlot[slot];
      if (streams[at] == stream && regions[at] == region) {
        return cells[at];
      }
      slot = (slot + 1) % SLOTS;
    }
    return used == CELLS ? elsewhere : make(slot, stream, region);
  }

  private Cell make(int slot, long stream, long region) {
    String first = "r0x" + Long.toHexString(region << REGION_BITS);
    cellOfSlot[slot] = used;
    streams[used] = stream;
    regions[used] = region;
    cells[used] = new Cell(stats.child("s" + stream).child(first));
    return cells[used++];
  }

  private long sum() {
    long sum = elsewhere.lookups.value();
    for (int i = 0; i < used; i++) {
      sum += cells[i].lookups.value();
    }
    return sum;
  }

  private static final class Cell {
    private final Counter lookups;
    private final Counter misses;

    Cell(StatGroup stats) {
      lookups = stats.counter("lookups", "translations asked for");
      misses = stats.counter("misses", "translations that no TLB of the interface knew");
      stats.laws().atMost("misses <= lookups", misses::value, lookups::value);
    }
  }
}
