package io.pilsim.software.linux.dma;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.software.linux.iommu.TlbInvalidation;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * What a device can still reach after the unmap of a buffer has returned: memory for which a TLB
 * holds a translation that no invalidation has removed.
 *
 * <p><b>Does not model:</b> the moment at which an entry is evicted: the bytes are counted again
 * whenever there may be more than ever before.
 */
public final class Exposure {
  private final TlbInvalidation tlb;
  private final long page;
  private final Latency window;
  private final Counter staleUnmaps;
  private final Counter unmaps;
  private final LongUnaryOperator mapped;
  private final boolean smallSteps;
  private long[] iovas = new long[64];
  private long[] sizes = new long[64];
  private int watched;
  private long bytes;
  private long most;

  /**
   * @param mapped what the tables say of an address
   * @param page the smallest there is
   * @param smallSteps a TLB may hold a part of a block, so each page is asked about
   * @param deviceTries whether a device reads what has been unmapped; without, nothing is measured
   * @param stats the group {@code unmap}
   */
  public Exposure(
      TlbInvalidation tlb,
      LongUnaryOperator mapped,
      long page,
      boolean smallSteps,
      boolean deviceTries,
      StatGroup stats) {
    this.tlb = tlb;
    this.mapped = mapped;
    this.page = page;
    this.smallSteps = smallSteps;
    this.unmaps = stats.counter("calls", "buffers unmapped");
    StatGroup shown = deviceTries ? stats : new StatGroup("unmeasured");
    this.window =
        shown.latency("exposure_window", "return of an unmap to the end of its invalidation");
    this.staleUnmaps =
        shown.counter("stale_returns", "unmaps that returned while a TLB held their pages");
  }

  /** The buffer's bytes of which a TLB holds a translation; they are watched from now on. */
  long held(DmaBuffer buffer) {
    long step = smallSteps ? page : Math.max(page, buffer.page);
    long held = 0;
    for (long at = 0; at < buffer.bytes(); at += step) {
      long iova = buffer.iova() + at;
      if (tlb.holds(iova)) {
        watch(iova, step);
        held += step;
      }
    }
    bytes += held;
    if (bytes > most) {
      recount();
      most = Math.max(most, bytes);
    }
    return held;
  }

  private void watch(long iova, long size) {
    if (watched == iovas.length) {
      iovas = Arrays.copyOf(iovas, 2 * watched);
      sizes = Arrays.copyOf(sizes, 2 * watched);
    }
    iovas[watched] = iova;
    sizes[watched++] = size;
  }

  /** Forgets what is held no longer, and what is mapped again. */
  private void recount() {
    int kept = 0;
    bytes = 0;
    for (int i = 0; i < watched; i++) {
      if (tlb.holds(iovas[i]) && mapped.applyAsLong(iovas[i]) == RadixTables.UNMAPPED) {
        iovas[kept] = iovas[i];
        sizes[kept++] = sizes[i];
        bytes += sizes[i];
      }
    }
    watched = kept;
  }

  /** An unmap returns, and leaves its invalidation for later. */
  void begins(long held) {
    unmaps.increment();
    if (held > 0) {
      staleUnmaps.increment();
    }
  }

  /** The invalidation that was left for later is over. */
  void ended(long afterPs) {
    window.record(afterPs);
  }

  /** A strict unmap returns; what it leaves behind stays until something else removes it. */
  void returned(long held) {
    begins(held);
    if (held == 0) {
      window.record(0);
    }
  }

  /** Unmaps so far that left something behind. */
  public long staleReturns() {
    return staleUnmaps.value();
  }

  /** The most that could be reached at one time. */
  public long mostBytes() {
    return most;
  }
}
