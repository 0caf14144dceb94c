package io.pilsim.platform;

import io.pilsim.engine.Bandwidth;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Throughput;

/** Reads leaves as costs of software steps, which remember the leaf they come from. */
final class CostReader {
  private final ModelReader model;
  private final String prefix;

  CostReader(ModelReader model) {
    this.model = model;
    this.prefix = model.tree().platform() + ".";
  }

  /** A duration, or cycles of the core that executes the step. */
  Cost cost(String path) {
    return model.quantity(path).dimension() == Dimension.CYCLES
        ? new Cost(prefix + path, model.cycles(path))
        : duration(path);
  }

  /** A duration: for what is multiplied by a count. */
  Cost duration(String path) {
    return Cost.ofPs(prefix + path, model.durationPs(path));
  }

  Throughput throughput(String path) {
    return new Throughput(prefix + path, new Bandwidth(model.bytesPerSecond(path)));
  }
}
