package io.pilsim.hardware.cpu;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The reads that a core makes ahead into memory that the operating system has mapped, asked for or
 * not: harmless until TrustZone gives that memory to another master.
 *
 * <p><b>Models:</b> a read at each multiple of an interval since the range was mapped. Of them only
 * the first is carried out that comes after the range, or a part of it, changed hands: the others
 * have no effect. So at most one event is pending for a range, and a run comes to its end.
 *
 * <p><b>Does not model:</b> which address a core would choose (the first that changed hands stands
 * for all), repeated violations, caches, data.
 *
 * <p>Source: flow.md 1.3 (b), UNMAP: at EL2 nothing takes a mapped carveout away from the cores.
 */
public final class SpeculativeReader implements Firewall.Watcher {
  private final OptionalLong intervalPs;
  private final Firewall firewall;
  private final Simulator sim;
  private final Counter reads;
  private final List<Range> ranges = new ArrayList<>();

  /**
   * @param intervalPs from one read to the next; empty where cores do not read ahead
   */
  public SpeculativeReader(
      OptionalLong intervalPs, Firewall firewall, Simulator sim, StatGroup stats) {
    this.intervalPs = intervalPs;
    this.firewall = firewall;
    this.sim = sim;
    this.reads = stats.counter("reads", "reads ahead that came upon memory of another master");
    firewall.watch(this);
  }

  /** The operating system maps a range. */
  public void map(long base, long bytes) {
    Range range = new Range(base, bytes, sim.nowPs());
    ranges.add(range);
    if (firewall.ownerOf(base).id() != Master.HLOS.id()) {
      range.readSoon(base);
    }
  }

  /** It unmaps the range that begins there; nothing if there is none. */
  public void unmap(long base) {
    for (int i = ranges.size() - 1; i >= 0; i--) {
      if (ranges.get(i).base == base) {
        sim.cancel(ranges.remove(i));
      }
    }
  }

  @Override
  public void assigned(long base, long bytes) {
    for (Range range : ranges) {
      if (range.base < base + bytes && base < range.base + range.bytes) {
        range.readSoon(Math.max(base, range.base));
      }
    }
  }

  /** A range that is mapped; fires at its next read that matters. */
  private final class Range extends Event {
    private final long base;
    private final long bytes;
    private final long mappedPs;
    private long address;

    private Range(long base, long bytes, long mappedPs) {
      super(Phase.ISSUE);
      this.base = base;
      this.bytes = bytes;
      this.mappedPs = mappedPs;
    }

    private void readSoon(long address) {
      if (intervalPs.isPresent()) {
        this.address = address;
        long everyPs = intervalPs.getAsLong();
        sim.cancel(this);
        sim.after(everyPs - (sim.nowPs() - mappedPs) % everyPs, this);
      }
    }

    @Override
    protected void fire(long nowPs) {
      if (firewall.ownerOf(address).id() != Master.HLOS.id()) {
        reads.increment();
        firewall.allows(Master.HLOS, address);
      }
    }
  }
}
