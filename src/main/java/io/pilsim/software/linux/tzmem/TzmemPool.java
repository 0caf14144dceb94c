package io.pilsim.software.linux.tzmem;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.Series;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory allocator of buffers for TrustZone, without its time.
 *
 * <p><b>Models:</b> whole pages, the newest area first, best fit within the first area that has
 * room, areas that are never given back, the limit and the growth policies.
 *
 * <p><b>Does not model:</b> the radix tree of chunks, cost, and who bridges a new area; those are
 * the rows of {@code io.pilsim.software.linux.scm.Tzmem}.
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_tzmem.c and lib/genalloc.c.
 */
public final class TzmemPool {
  /** What {@link #allocate} returns when no area has room. */
  public static final long NO_ROOM = 0;

  private final TzmemParams params;
  private final List<TzmemArea> newestFirst = new ArrayList<>();
  private final Level bytesInUse;
  private final Level poolBytes;
  private final Counter failures;
  private final Simulator sim;
  private final Series useOverTime;
  private final Series sizeOverTime;
  private final Series failuresOverTime;

  public TzmemPool(TzmemParams params, Simulator sim, StatGroup stats) {
    this.params = params;
    this.sim = sim;
    this.bytesInUse =
        stats.level("bytes_in_use", Unit.BYTES, "bytes of the pages that are allocated", sim);
    this.poolBytes = stats.level("pool_bytes", Unit.BYTES, "bytes of all areas", sim);
    this.failures = stats.counter("allocation_failures", "requests that found no memory");
    this.useOverTime = new Series(stats.path() + ".bytes_in_use", Unit.BYTES);
    this.sizeOverTime = new Series(stats.path() + ".pool_bytes", Unit.BYTES);
    this.failuresOverTime = new Series(stats.path() + ".allocation_failures", Unit.COUNT);
  }

  public long pageBytes() {
    return params.pageBytes();
  }

  /** The size that a request of so many bytes really takes. */
  public long rounded(long bytes) {
    return Math.max(1, pages(bytes)) * params.pageBytes();
  }

  /** The address of a buffer in the pool as it is, or {@link #NO_ROOM}. */
  public long allocate(long bytes) {
    int wanted = pages(rounded(bytes));
    for (TzmemArea area : newestFirst) {
      int first = area.bestFit(wanted);
      if (first != TzmemArea.NONE) {
        area.take(first, wanted);
        use(wanted * params.pageBytes());
        return area.base + first * params.pageBytes();
      }
    }
    return NO_ROOM;
  }

  public void free(long address, long bytes) {
    int count = pages(rounded(bytes));
    TzmemArea area = areaOf(address);
    area.give((int) ((address - area.base) / params.pageBytes()), count);
    use(-count * params.pageBytes());
  }

  /**
   * How large an area to add so that the request may fit; zero when the pool must not grow. The
   * limit is compared with the request, not with the area: a multiplying pool can exceed it.
   */
  public long growth(long bytes) {
    long request = rounded(bytes);
    if (params.maxBytes() > 0 && poolBytes.value() + request > params.maxBytes()) {
      return 0;
    }
    long area = params.policy().growth(request, poolBytes.value(), params.increment());
    return area == 0 ? 0 : rounded(area);
  }

  /** A request has failed for good. */
  public void fail() {
    failures.increment();
    failuresOverTime.step(sim.nowPs(), failures.value());
  }

  public void add(long base, long bytes) {
    newestFirst.add(0, new TzmemArea(base, pages(bytes)));
    poolBytes.add(bytes);
    sizeOverTime.step(sim.nowPs(), poolBytes.value());
  }

  /** Takes an area out again, all of which is free. */
  public void remove(long base) {
    TzmemArea area = areaOf(base);
    newestFirst.remove(area);
    poolBytes.add(-area.pages * params.pageBytes());
    sizeOverTime.step(sim.nowPs(), poolBytes.value());
  }

  public int areas() {
    return newestFirst.size();
  }

  /** Of all areas together. */
  public long bytes() {
    return poolBytes.value();
  }

  public long bytesInUse() {
    return bytesInUse.value();
  }

  /** Use, size and failures over time. */
  public List<Series> overTime() {
    return List.of(useOverTime, sizeOverTime, failuresOverTime);
  }

  private void use(long change) {
    bytesInUse.add(change);
    useOverTime.step(sim.nowPs(), bytesInUse.value());
  }

  private TzmemArea areaOf(long address) {
    for (TzmemArea area : newestFirst) {
      if (area.contains(address, params.pageBytes())) {
        return area;
      }
    }
    throw new IllegalStateException("not of this pool: " + Long.toHexString(address));
  }

  private int pages(long bytes) {
    return Math.toIntExact((bytes + params.pageBytes() - 1) / params.pageBytes());
  }
}
