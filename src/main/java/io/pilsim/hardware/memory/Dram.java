package io.pilsim.hardware.memory;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.hardware.smmu.TablePort;
import io.pilsim.hardware.smmu.TableRead;
import java.util.ArrayDeque;

/**
 * The time that main memory takes.
 *
 * <p><b>Models:</b> data and table walks on the same memory, whose {@link MemoryTiming} says when
 * an access is over; table entries that the caches still hold from being written, which are found
 * there; reads of table entries where there is no memory, which abort.
 *
 * <p><b>Does not model:</b> the traffic of the CPUs themselves, caches for data.
 *
 * <p>Source: flow.md 9, trap 6, for the walks.
 */
public final class Dram implements TablePort, DataPort {
  private final MemoryTiming timing;
  private final PhysicalMemory content;
  private final WrittenLines lines;
  private final Simulator sim;
  private final ArrayDeque<Arrival> idle = new ArrayDeque<>();

  private final Counter tableReads;
  private final Counter tableReadsSnooped;
  private final Counter reads;
  private final Counter writes;
  private final Counter bytes;
  private final Latency latency;

  public Dram(
      MemoryTiming timing,
      PhysicalMemory content,
      WrittenLines lines,
      Simulator sim,
      StatGroup stats) {
    this.timing = timing;
    this.content = content;
    this.lines = lines;
    this.sim = sim;
    this.tableReads = stats.counter("table_reads", "table entries read by walks");
    this.tableReadsSnooped = stats.counter("table_reads_snooped", "those found in caches");
    this.reads = stats.counter("reads", "data reads");
    this.writes = stats.counter("writes", "data writes");
    this.bytes = stats.counter("bytes", Unit.BYTES, "bytes read and written");
    this.latency = stats.latency("latency", "an access that went to memory");
  }

  @Override
  public void readEntry(long entryAddress, TableRead done) {
    tableReads.increment();
    Arrival arrival = idle.isEmpty() ? new Arrival() : idle.pollLast();
    arrival.address = entryAddress;
    arrival.reader = done;
    if (lines.holds(entryAddress)) {
      tableReadsSnooped.increment();
      sim.after(lines.snoopLatencyPs(), arrival);
    } else {
      sim.after(accessPs(entryAddress, Long.BYTES, false), arrival);
    }
  }

  @Override
  public void transfer(long address, int bytes, boolean write, Event done) {
    (write ? writes : reads).increment();
    sim.after(accessPs(address, bytes, write), done);
  }

  private long accessPs(long address, int count, boolean write) {
    long durationPs = timing.accessPs(address, count, write, sim.nowPs());
    bytes.add(count);
    latency.record(durationPs);
    return durationPs;
  }

  /** The end of a table read: the entry is looked at then, so that late updates are seen. */
  private final class Arrival extends Event {
    private long address;
    private TableRead reader;

    Arrival() {
      super(Phase.COMPLETE);
    }

    @Override
    protected void fire(long nowPs) {
      TableRead done = reader;
      if (content.contains(address, Long.BYTES)) {
        done.deliver(content.readWord(address));
      } else {
        done.abort();
      }
      reader = null;
      idle.addLast(this);
      sim.after(0, done);
    }
  }
}
