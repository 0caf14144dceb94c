package io.pilsim.platform;

import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.TablePages;
import io.pilsim.software.linux.scm.TzmemMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * A region of memory that is handed out in aligned pieces, lowest address first. What comes back is
 * handed out again.
 */
final class PageArea implements TablePages, TzmemMemory {
  private record Piece(long address, long bytes) {}

  private static final long NONE_LEFT = 0;

  private final PhysicalMemory memory;
  private final long end;
  private final List<Piece> returned = new ArrayList<>();
  private long next;
  private long outstanding;

  PageArea(PhysicalMemory memory, long base, long bytes) {
    this.memory = memory;
    this.next = base;
    this.end = base + bytes;
  }

  /** Zeroed, aligned to its size; zero when the region is used up. */
  @Override
  public long allocate(long bytes) {
    long aligned = Long.highestOneBit(2 * bytes - 1);
    long address = again(bytes);
    if (address == NONE_LEFT) {
      address = (next + aligned - 1) & -aligned;
      if (address + bytes > end) {
        return NONE_LEFT;
      }
      next = address + bytes;
    }
    memory.fill(address, bytes, 0);
    outstanding += bytes;
    return address;
  }

  @Override
  public void free(long address, long bytes) {
    outstanding -= bytes;
    returned.add(new Piece(address, bytes));
  }

  /** Bytes that are handed out now. */
  long outstanding() {
    return outstanding;
  }

  private long again(long bytes) {
    for (int i = 0; i < returned.size(); i++) {
      if (returned.get(i).bytes == bytes) {
        return returned.remove(i).address;
      }
    }
    return NONE_LEFT;
  }
}
