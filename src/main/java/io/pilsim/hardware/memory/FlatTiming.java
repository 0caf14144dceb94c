package io.pilsim.hardware.memory;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;

/**
 * A memory whose cells are all alike: one bus, granted in the order of arrival, and a fixed latency
 * behind it.
 */
public final class FlatTiming implements MemoryTiming {
  private final FlatParams params;
  private final Latency busWait;
  private long busFreePs;

  public FlatTiming(FlatParams params, StatGroup stats) {
    this.params = params;
    this.busWait = stats.latency("bus_wait", "from arrival to the turn on the bus");
  }

  @Override
  public long accessPs(long address, int bytes, boolean write, long nowPs) {
    long burst = params.burstBytes();
    long startPs = Math.max(nowPs, busFreePs);
    busFreePs = startPs + params.bus().toPs((bytes + burst - 1) & -burst);
    busWait.record(startPs - nowPs);
    return busFreePs - nowPs + (write ? params.writeLatencyPs() : params.readLatencyPs());
  }
}
