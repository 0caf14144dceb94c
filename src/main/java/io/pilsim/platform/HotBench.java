package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.HotWorkload;
import java.util.List;

/** Threads that map and unmap as a published measurement had it, without a scenario file. */
public final class HotBench {
  private static final long LIMIT_PS = 86_400_000_000_000_000L;

  private HotBench() {}

  /** What the threads showed, each metric by its name; throws where a law is broken. */
  public static List<Metric> run(ModelTree model, HotWorkload workload) {
    RandomStreams random = new RandomStreams(1, 0);
    Simulator sim = EngineKind.DEFAULT.create();
    HotMachine machine = new HotMachine(workload, model.reader(), random, sim);
    if (!machine.flow.run(LIMIT_PS)) {
      throw new IllegalStateException("threads of a measurement never came to an end");
    }
    return MetricReader.lawful(machine.chip.stats);
  }
}
