package io.pilsim.software.secure;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Level;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ranges of normal-world memory that TrustZone has been allowed to see.
 *
 * <p><b>Models:</b> a bounded number of disjoint ranges with handles.
 *
 * <p><b>Does not model:</b> permissions, and bridges shared among several VMs.
 *
 * <p>Source: the calls of Linux 6.18, drivers/firmware/qcom/qcom_scm.c; the firmware's own rules
 * are not public.
 */
public final class ShmBridges {
  /** What {@link #create} returns when the range cannot be bridged. */
  public static final long REFUSED = 0;

  private record Bridge(long base, long bytes) {}

  private final int most;
  private final Map<Long, Bridge> byHandle = new TreeMap<>();
  private final Level present;
  private long nextHandle = 1;
  private Bridge deleted = new Bridge(0, 0);

  public ShmBridges(int most, Simulator sim, StatGroup stats) {
    this.most = most;
    this.present = stats.level("bridges", Unit.COUNT, "SHM bridges that exist", sim);
  }

  /** A handle, or {@link #REFUSED} where a bridge overlaps or all are taken. */
  public long create(long base, long bytes) {
    if (byHandle.size() == most || bytes <= 0 || overlaps(base, bytes)) {
      return REFUSED;
    }
    long handle = nextHandle++;
    byHandle.put(handle, new Bridge(base, bytes));
    present.add(1);
    return handle;
  }

  /** Whether there was one to delete. */
  public boolean delete(long handle) {
    Bridge bridge = byHandle.remove(handle);
    if (bridge == null) {
      return false;
    }
    deleted = bridge;
    present.add(-1);
    return true;
  }

  /** The bridge that was deleted last exists again, under its handle. */
  void restore(long handle) {
    byHandle.put(handle, deleted);
    present.add(1);
  }

  /** Whether one bridge covers the whole range. */
  public boolean cover(long base, long bytes) {
    for (Bridge bridge : byHandle.values()) {
      if (base >= bridge.base && base + bytes <= bridge.base + bridge.bytes) {
        return true;
      }
    }
    return false;
  }

  public boolean overlaps(long base, long bytes) {
    for (Bridge bridge : byHandle.values()) {
      if (base < bridge.base + bridge.bytes && bridge.base < base + bytes) {
        return true;
      }
    }
    return false;
  }

  public int count() {
    return byHandle.size();
  }
}
