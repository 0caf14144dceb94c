package io.pilsim.hardware.cpu;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import java.util.Arrays;

/**
 * Many lines of memory that cores write, found by their address.
 *
 * <p><b>Models:</b> each line with the core that wrote it last; a write by another core that waits
 * until the line has come, transfers of one line one after another; the lines of one write asked
 * for at once, as a core's stores do not wait for each other.
 *
 * <p><b>Does not model:</b> eviction, copies of a line that is only read, what is in it.
 */
public final class CacheLines {
  private static final long NO_LINE = -1;

  private final TopologyParams params;
  private final Simulator sim;
  private final int lineBits;
  private long[] lines = new long[256];
  private int[] owners = new int[256];
  private long[] freePs = new long[256];
  private int used;
  private final Counter writes;
  private final Counter transfers;
  private final Latency waitTime;

  /**
   * @param lineBytes of one line, a power of two
   * @param stats the group of all of them
   */
  public CacheLines(TopologyParams params, long lineBytes, Simulator sim, StatGroup stats) {
    this.params = params;
    this.sim = sim;
    this.lineBits = Long.numberOfTrailingZeros(lineBytes);
    Arrays.fill(lines, NO_LINE);
    this.writes = stats.counter("writes", "lines written");
    this.transfers = stats.counter("transfers", "those that another core had written last");
    this.waitTime = stats.latency("wait_time", "until all lines of a write have come");
    stats.laws().atMost("transfers <= writes", transfers::value, writes::value);
  }

  /** How long a core waits for the lines of a piece of memory, which are then its own. */
  public long writePs(long address, long bytes, int core) {
    long nowPs = sim.nowPs();
    long lastPs = nowPs;
    long end = (address + bytes - 1) >>> lineBits;
    for (long line = address >>> lineBits; line <= end; line++) {
      lastPs = Math.max(lastPs, comesAt(place(line, core), core, nowPs));
    }
    if (lastPs > nowPs) {
      waitTime.record(lastPs - nowPs);
    }
    return lastPs - nowPs;
  }

  private long comesAt(int at, int core, long nowPs) {
    writes.increment();
    if (owners[at] == core && freePs[at] <= nowPs) {
      return nowPs;
    }
    freePs[at] = Math.max(freePs[at], nowPs) + params.transferPs(owners[at], core);
    owners[at] = core;
    transfers.increment();
    return freePs[at];
  }

  /** Where a line is kept; one that is new is the core's. */
  private int place(long line, int core) {
    if (2 * used >= lines.length) {
      grow();
    }
    int at = find(line);
    if (lines[at] == NO_LINE) {
      lines[at] = line;
      owners[at] = core;
      freePs[at] = 0;
      used++;
    }
    return at;
  }

  private int find(long line) {
    int mask = lines.length - 1;
    int at = (int) ((line * 0x9e3779b97f4a7c15L) >>> 40) & mask;
    while (lines[at] != NO_LINE && lines[at] != line) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldLines = lines;
    int[] oldOwners = owners;
    long[] oldFreePs = freePs;
    lines = new long[2 * oldLines.length];
    owners = new int[lines.length];
    freePs = new long[lines.length];
    Arrays.fill(lines, NO_LINE);
    for (int i = 0; i < oldLines.length; i++) {
      if (oldLines[i] != NO_LINE) {
        int at = find(oldLines[i]);
        lines[at] = oldLines[i];
        owners[at] = oldOwners[i];
        freePs[at] = oldFreePs[i];
      }
    }
  }
}
