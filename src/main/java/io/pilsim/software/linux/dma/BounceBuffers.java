package io.pilsim.software.linux.dma;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Lock;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SpinLock;
import java.util.BitSet;

/**
 * Memory that a device can reach and must not reach more than: buffers are copied through it.
 *
 * <p><b>Models:</b> slots of 2 KiB in areas, one for each CPU under a lock of its own; at most 128
 * slots for one buffer; the copy before and after.
 *
 * <p><b>Does not model:</b> trying the areas of other CPUs, pools that grow, the direction.
 *
 * <p>Source: Linux 6.18, kernel/dma/swiotlb.c.
 */
public final class BounceBuffers {
  private static final int SLOT = 2048;
  private static final int MOST_SLOTS = 128;

  private final DmaParams params;
  private final long base;
  private final int slotsPerArea;
  private final BitSet[] areas;
  private final SpinLock[] locks;
  private final Counter bounced;
  private final Level inUse;

  /**
   * @param bytes of all areas together
   * @param stats the group {@code swiotlb}
   * @param lockStats where the statistics of the areas' locks go
   */
  public BounceBuffers(
      DmaParams params,
      long base,
      long bytes,
      int cpus,
      Simulator sim,
      StatGroup stats,
      StatGroup lockStats) {
    this.params = params;
    this.base = base;
    this.slotsPerArea = (int) (bytes / SLOT / cpus);
    this.areas = new BitSet[cpus];
    this.locks = new SpinLock[cpus];
    for (int i = 0; i < cpus; i++) {
      areas[i] = new BitSet(slotsPerArea);
      locks[i] = new SpinLock("swiotlb", sim, lockStats.child("swiotlb" + i));
    }
    this.bounced = stats.counter("bytes_copied", Unit.BYTES, "bytes copied into and out of slots");
    this.inUse = stats.level("bytes_in_use", Unit.BYTES, "bytes of slots in use", sim);
    stats.laws().equal("no slot in use in the end", inUse::value, () -> 0);
  }

  /** Takes slots for a buffer and copies it there; fails when the area has no room. */
  Routine<DmaBuffer> map() {
    return Routine.<DmaBuffer>named("swiotlb_map")
        .acquire("swiotlb", this::lock)
        .compute("find_slots", params.bounceSlot())
        .act("take", this::take)
        .release("swiotlb", this::lock)
        .undo(Routine.<DmaBuffer>named("release_slots").act("release", this::give).build())
        .work("copy", params.copy().modelPath(), this::copyPs)
        .build();
  }

  /** Copies a buffer back and gives its slots back. */
  Routine<DmaBuffer> unmap() {
    return Routine.<DmaBuffer>named("swiotlb_unmap")
        .work("copy", params.copy().modelPath(), this::copyPs)
        .acquire("swiotlb", this::lock)
        .compute("release_slots", params.bounceSlot())
        .act("release", this::give)
        .release("swiotlb", this::lock)
        .build();
  }

  Routine<DmaBuffer> undo() {
    return Routine.<DmaBuffer>named("swiotlb_undo").act("release", this::give).build();
  }

  private Lock lock(DmaBuffer buffer) {
    return locks[buffer.cpu() % locks.length];
  }

  private int take(DmaBuffer buffer) {
    int slots = slots(buffer);
    int area = buffer.cpu() % areas.length;
    if (slots > MOST_SLOTS) {
      return Errno.ENOMEM;
    }
    BitSet used = areas[area];
    int at = used.nextClearBit(0);
    while (at + slots <= slotsPerArea) {
      int clash = used.nextSetBit(at);
      if (clash < 0 || clash >= at + slots) {
        used.set(at, at + slots);
        inUse.add((long) slots * SLOT);
        buffer.bounce = base + ((long) area * slotsPerArea + at) * SLOT;
        return 0;
      }
      at = aligned(used.nextClearBit(clash));
    }
    return Errno.ENOMEM;
  }

  /** Slots of whole pages begin at a page. */
  private static int aligned(int slot) {
    return slot + 1 & -2;
  }

  private int give(DmaBuffer buffer) {
    int slots = slots(buffer);
    int first = (int) ((buffer.bounce - base) / SLOT);
    int area = first / slotsPerArea;
    areas[area].clear(first % slotsPerArea, first % slotsPerArea + slots);
    inUse.add(-(long) slots * SLOT);
    buffer.bounce = 0;
    return 0;
  }

  private static int slots(DmaBuffer buffer) {
    return (int) ((buffer.bytes() + SLOT - 1) / SLOT + 1 & -2);
  }

  private long copyPs(DmaBuffer buffer) {
    bounced.add(buffer.bytes());
    return params.copy().toPs(buffer.bytes());
  }
}
