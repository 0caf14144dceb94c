package io.pilsim.software.linux.scm;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Routine;

/** Buffers by {@code dma_alloc_coherent}, whole pages each, as rows. */
public final class CoherentMemory {
  private final Cost page;
  private final TzmemMemory memory;
  private final long pageBytes;

  /**
   * @param page one page, allocated and zeroed
   */
  public CoherentMemory(Cost page, TzmemMemory memory, long pageBytes) {
    this.page = page;
    this.memory = memory;
    this.pageBytes = pageBytes;
  }

  /** Allocates what the buffer wants, or fails with ENOMEM. */
  public Routine<TzmemBuffer> allocate() {
    return Routine.<TzmemBuffer>named("dma_alloc")
        .work("pages", page.modelPath(), buffer -> page.timesPs(rounded(buffer) / pageBytes))
        .act("take", this::take)
        .build();
  }

  /** Frees the buffer if there is one. */
  public Routine<TzmemBuffer> free() {
    return Routine.<TzmemBuffer>named("dma_free").act("give", this::give).build();
  }

  private int take(TzmemBuffer buffer) {
    buffer.address = memory.allocate(rounded(buffer));
    return buffer.address == 0 ? Errno.ENOMEM : 0;
  }

  private int give(TzmemBuffer buffer) {
    if (buffer.address != 0) {
      memory.free(buffer.address, rounded(buffer));
      buffer.address = 0;
    }
    return 0;
  }

  private long rounded(TzmemBuffer buffer) {
    return (buffer.bytes() + pageBytes - 1) / pageBytes * pageBytes;
  }
}
