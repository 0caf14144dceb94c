package io.pilsim.software.linux.dma;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.software.linux.iommu.TlbInvalidation;

/**
 * What a device can still reach after the unmap of a buffer has returned: memory for which a TLB
 * holds a translation that no invalidation has removed.
 *
 * <p><b>Does not model:</b> entries evicted before the invalidation: they count until then.
 */
public final class Exposure {
  private final TlbInvalidation tlb;
  private final long page;
  private final Latency window;
  private final Counter staleUnmaps;
  private final Counter unmaps;
  private long bytes;
  private long most;

  /**
   * @param page the distance of the addresses that are asked about
   * @param stats the group {@code unmap}
   */
  public Exposure(TlbInvalidation tlb, long page, StatGroup stats) {
    this.tlb = tlb;
    this.page = page;
    this.window =
        stats.latency("exposure_window", "return of an unmap to the end of its invalidation");
    this.unmaps = stats.counter("calls", "buffers unmapped");
    this.staleUnmaps =
        stats.counter("stale_returns", "unmaps that returned while a TLB held their pages");
  }

  /** The buffer's pages of which a TLB holds a translation, in bytes. */
  long held(DmaBuffer buffer) {
    long held = 0;
    for (long at = 0; at < buffer.bytes(); at += page) {
      held += tlb.holds(buffer.iova() + at) ? page : 0;
    }
    return held;
  }

  /** An unmap returns, and leaves so much behind that a device can reach. */
  void begins(long held) {
    unmaps.increment();
    if (held > 0) {
      staleUnmaps.increment();
      bytes += held;
      most = Math.max(most, bytes);
    }
  }

  /** The invalidation that was left for later is over. */
  void ended(long afterPs, long held) {
    window.record(afterPs);
    bytes -= held;
  }

  /** A strict unmap returns; what it leaves behind stays until something else removes it. */
  void returned(long held) {
    unmaps.increment();
    if (held > 0) {
      staleUnmaps.increment();
      most = Math.max(most, bytes + held);
    } else {
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

  /** Registers the most bytes as a sample; to be called once, when the run is over. */
  public void take(StatGroup stats) {
    stats
        .sample("exposed_bytes_max", Unit.BYTES, "most bytes reachable after their unmap returned")
        .take(most);
  }
}
