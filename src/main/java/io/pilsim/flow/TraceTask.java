package io.pilsim.flow;

import java.util.List;

/**
 * A task of a kernel trace: what it did, in order.
 *
 * @param cpu where it ran
 */
public record TraceTask(String name, int cpu, List<TraceStep> steps) {
  public TraceTask {
    steps = List.copyOf(steps);
  }

  public TraceTask doing(List<TraceStep> other) {
    return new TraceTask(name, cpu, other);
  }
}
