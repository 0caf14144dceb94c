package io.pilsim.hardware.smmu;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.RandomStream;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.memory.PhysicalMemory;
import java.util.ArrayDeque;
import java.util.Optional;

/** Table entries read from simulated memory, each in the same time, any number at once. */
public final class FixedLatencyTables implements TablePort {
  public static final long READ_PS = 50_000;
  public static final long MEAN_EXPONENTIAL_PS = 1_000_000;

  private final PhysicalMemory memory;
  private final Optional<RandomStream> random;
  private final Simulator sim;
  private final ArrayDeque<Arrival> idle = new ArrayDeque<>();

  public FixedLatencyTables(PhysicalMemory memory, Simulator sim) {
    this(memory, Optional.empty(), sim);
  }

  /** With a generator, the time of each is exponential, 1 us in the mean. */
  public FixedLatencyTables(PhysicalMemory memory, Optional<RandomStream> random, Simulator sim) {
    this.memory = memory;
    this.random = random;
    this.sim = sim;
  }

  @Override
  public void readEntry(long entryAddress, TableRead done) {
    Arrival arrival = idle.isEmpty() ? new Arrival() : idle.pollLast();
    arrival.address = entryAddress;
    arrival.reader = done;
    long latencyPs = random.isPresent() ? random.get().exponentialPs(MEAN_EXPONENTIAL_PS) : READ_PS;
    sim.after(latencyPs, arrival);
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
