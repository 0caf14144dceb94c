package io.pilsim.hardware.fabric;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The bus firewall (XPU) in front of memory, as TrustZone programs it.
 *
 * <p><b>Models:</b> ranges with an owner; what has none belongs to the operating system and is open
 * to every master, as shared memory must be; an owned range is open to its owner and to TrustZone;
 * refused accesses are counted, or reset the machine.
 *
 * <p><b>Does not model:</b> separate read and write permissions, the number of ranges that real
 * hardware has, what a refusal means to the one who was refused: that is the caller's.
 *
 * <p>Source: flow.md 1.3 (UNMAP) and 2.2, b17.
 */
public final class Firewall {
  private record Range(long base, long end, Master owner) {}

  /** Who wants to know that memory changes hands. */
  public interface Watcher {
    /** A range belongs to another master from now on. */
    void assigned(long base, long bytes);
  }

  private final OnViolation onViolation;
  private final MachineReset reset;
  private final List<Range> ranges = new ArrayList<>(); // by base, never overlapping
  private final List<Watcher> watchers = new ArrayList<>();
  private final Counter checks;
  private final Counter violations;

  /** One whose violations are counted. */
  public Firewall(StatGroup stats) {
    this(OnViolation.COUNT, cause -> {}, stats);
  }

  /**
   * @param reset pulled by a violation where that is what it does
   * @param stats the group {@code xpu}
   */
  public Firewall(OnViolation onViolation, MachineReset reset, StatGroup stats) {
    this.onViolation = onViolation;
    this.reset = reset;
    this.checks = stats.counter("checks", "accesses looked at");
    this.violations = stats.counter("violations", "accesses refused");
  }

  /** Makes a range the owner's alone, whoever had it. */
  public void assign(long base, long size, Master owner) {
    release(base, size);
    Range range = new Range(base, base + size, owner);
    int at = 0;
    while (at < ranges.size() && ranges.get(at).base < base) {
      at++;
    }
    ranges.add(at, range);
    for (Watcher watcher : watchers) {
      watcher.assigned(base, size);
    }
  }

  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /** Gives a range back to the operating system. */
  public void release(long base, long size) {
    long end = base + size;
    for (int i = ranges.size() - 1; i >= 0; i--) {
      Range range = ranges.get(i);
      if (range.base < end && range.end > base) {
        ranges.remove(i);
        if (range.end > end) {
          ranges.add(i, new Range(end, range.end, range.owner));
        }
        if (range.base < base) {
          ranges.add(i, new Range(range.base, base, range.owner));
        }
      }
    }
  }

  public Master ownerOf(long address) {
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      if (range.base <= address && address < range.end) {
        return range.owner;
      }
    }
    return Master.HLOS;
  }

  /** Whether an access goes through; counts a violation when not. */
  public boolean allows(Master who, long address) {
    checks.increment();
    int owner = ownerOf(address).id();
    if (owner == Master.HLOS.id() || owner == who.id() || who.id() == Master.TZ.id()) {
      return true;
    }
    violations.increment();
    if (onViolation == OnViolation.RESET) {
      reset.reset(String.format(Locale.ROOT, "XPU violation of %s at 0x%x", who.name(), address));
    }
    return false;
  }

  public long violations() {
    return violations.value();
  }
}
