package io.pilsim.hardware.smmu;

import io.pilsim.hardware.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;

/** Table pages from a range of simulated memory; knows which are in use. */
public final class TestPages implements TablePages {
  private final PhysicalMemory memory;
  private final List<Long> inUse = new ArrayList<>();
  private long next;

  public TestPages(PhysicalMemory memory, long base) {
    this.memory = memory;
    this.next = base;
  }

  @Override
  public long allocate(long bytes) {
    long address = (next + bytes - 1) & -bytes;
    next = address + bytes;
    memory.fill(address, bytes, 0);
    inUse.add(address);
    return address;
  }

  @Override
  public void free(long address, long bytes) {
    if (!inUse.remove((Long) address)) {
      throw new IllegalStateException("freed twice: 0x" + Long.toHexString(address));
    }
    memory.fill(address, bytes, 0xa5);
  }

  public int inUse() {
    return inUse.size();
  }
}
