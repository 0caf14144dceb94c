package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.TablePort;
import io.pilsim.hardware.smmu.TableRead;
import java.util.ArrayDeque;

/** Table entries read from simulated memory, each in the same time, any number at once. */
final class FixedLatencyTables implements TablePort {
  static final long READ_PS = 50_000;

  private final PhysicalMemory memory;
  private final Simulator sim;
  private final ArrayDeque<Arrival> idle = new ArrayDeque<>();

  FixedLatencyTables(PhysicalMemory memory, Simulator sim) {
    this.memory = memory;
    this.sim = sim;
  }

  @Override
  public void readEntry(long entryAddress, TableRead done) {
    Arrival arrival = idle.isEmpty() ? new Arrival() : idle.pollLast();
    arrival.address = entryAddress;
    arrival.reader = done;
    sim.after(READ_PS, arrival);
  }

  private final class Arrival extends Event {
    private long address;
    private TableRead reader;

    Arrival() {
      super(Phase.COMPLETE);
    }

    @Override
    protected void fire(long nowPs) {
      if (memory.contains(address, 8)) {
        reader.deliver(memory.readWord(address));
      } else {
        reader.abort();
      }
      idle.addLast(this);
      sim.after(0, reader);
    }
  }
}
