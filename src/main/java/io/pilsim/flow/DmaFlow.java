package io.pilsim.flow;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.dma.DmaStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * Bus masters that all start at once and transfer data, until each is through or for a given time.
 * What happens while the machine warms up is not measured; nor is what is still under way when the
 * time is over, though it does come to its end.
 */
public final class DmaFlow {
  private final List<DmaStream> streams;
  private final List<StatGroup> stats;
  private final Simulator sim;

  /**
   * Masters at rest.
   *
   * @param stats of everything that is measured
   */
  public DmaFlow(List<DmaStream> streams, List<StatGroup> stats, Simulator sim) {
    this.streams = List.copyOf(streams);
    this.stats = List.copyOf(stats);
    this.sim = sim;
  }

  /**
   * Runs to the end.
   *
   * @param warmupPs from when on it is measured
   * @param durationPs when everything is over; when all are through, without
   * @param limitPs when to give up
   * @param measured told as soon as there is nothing more to measure
   * @return whether every master came to rest
   */
  public boolean run(long warmupPs, OptionalLong durationPs, long limitPs, Runnable measured) {
    streams.forEach(DmaStream::start);
    if (warmupPs > 0) {
      sim.runUntil(warmupPs);
      stats.forEach(StatGroup::mark);
    }
    if (durationPs.isPresent()) {
      sim.runUntil(durationPs.getAsLong());
      measured.run();
      streams.forEach(DmaStream::stop);
      sim.runToQuiescence(limitPs);
    } else {
      sim.runToQuiescence(limitPs);
      measured.run();
    }
    return streams.stream().allMatch(DmaStream::isAtRest);
  }
}
