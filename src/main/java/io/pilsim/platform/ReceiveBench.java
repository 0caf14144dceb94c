package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.platform.model.ModelTree;
import java.util.List;

/**
 * Flows received through an MMU-500 whose driver maps a page before each use and invalidates it
 * after: addresses come from the IOVA allocator, aged by the pages that were received before.
 */
public final class ReceiveBench {
  private ReceiveBench() {}

  /**
   * What was measured, each metric by its name; throws where a law is broken.
   *
   * @param warmup pages received before
   * @param pages of all flows together, that are measured
   */
  public static List<Metric> run(ModelTree model, ReceiveTraffic traffic, long warmup, long pages) {
    ReceiveMachine machine =
        new ReceiveMachine(
            traffic, model.reader(), new RandomStreams(1, 0), EngineKind.DEFAULT.create());
    machine.receive(warmup);
    machine.mark();
    machine.receive(warmup + pages);
    return MetricReader.lawful(machine.chip.stats);
  }
}
