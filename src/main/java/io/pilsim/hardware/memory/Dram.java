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
 * <p><b>Models:</b> one bus, granted in the order of arrival, that data and table walks share; a
 * fixed latency behind it; table entries that the caches still hold from being written, which are
 * found there and take no bus; reads of table entries where there is no memory, which abort.
 *
 * <p><b>Does not model:</b> banks, rows, refresh, read-write turnaround, the traffic of the CPUs
 * themselves, caches for data.
 *
 * <p>Source: timing.md 4.1 for the figures; flow.md 9, trap 6, for the walks.
 */
public final class Dram implements TablePort, DataPort {
  private final MemoryParams params;
  private final PhysicalMemory content;
  private final WrittenLines lines;
  private final Simulator sim;
  private final ArrayDeque<Arrival> idle = new ArrayDeque<>();
  private long busFreePs;

  private final Counter tableReads;
  private final Counter tableReadsSnooped;
  private final Counter reads;
  private final Counter writes;
  private final Counter bytes;
  private final Latency busWait;

  public Dram(
      MemoryParams params,
      PhysicalMemory content,
      WrittenLines lines,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.content = content;
    this.lines = lines;
    this.sim = sim;
    this.tableReads = stats.counter("table_reads", "table entries read by walks");
    this.tableReadsSnooped = stats.counter("table_reads_snooped", "those found in caches");
    this.reads = stats.counter("reads", "data reads");
    this.writes = stats.counter("writes", "data writes");
    this.bytes = stats.counter("bytes", Unit.BYTES, "bytes that crossed the bus");
    this.busWait = stats.latency("bus_wait", "from arrival to the turn on the bus");
  }

  @Override
  public void readEntry(long entryAddress, TableRead done) {
    tableReads.increment();
    Arrival arrival = idle.isEmpty() ? new Arrival() : idle.pollLast();
    arrival.address = entryAddress;
    arrival.reader = done;
    if (lines.holds(entryAddress)) {
      tableReadsSnooped.increment();
      sim.after(params.snoopLatencyPs(), arrival);
    } else {
      sim.after(busPs(Long.BYTES) + params.readLatencyPs(), arrival);
    }
  }

  @Override
  public void transfer(long address, int bytes, boolean write, Event done) {
    (write ? writes : reads).increment();
    long latencyPs = write ? params.writeLatencyPs() : params.readLatencyPs();
    sim.after(busPs(bytes) + latencyPs, done);
  }

  /** Takes the next turn on the bus. Returns how long it is until that is over. */
  private long busPs(int count) {
    long burst = params.burstBytes();
    long taken = (count + burst - 1) & -burst;
    long nowPs = sim.nowPs();
    long startPs = Math.max(nowPs, busFreePs);
    busFreePs = startPs + params.bus().toPs(taken);
    bytes.add(taken);
    busWait.record(startPs - nowPs);
    return busFreePs - nowPs;
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
