package io.pilsim.flow;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;

/** What is reported of a sequence of operations. */
public final class LifecycleMeasures {
  final Counter operations;
  final Counter failed;
  final Counter ineffective;
  final Latency bootTime;
  final Latency shutdownTime;
  final Latency recoveryTime;

  /**
   * @param stats the group {@code lifecycle}
   */
  public LifecycleMeasures(StatGroup stats) {
    this.operations = stats.counter("operations", "operations begun");
    this.failed = stats.counter("failed", "operations that ended with an error");
    this.ineffective = stats.counter("ineffective", "crashes and accesses that set nothing off");
    this.bootTime = stats.latency("boot_time", "boots that went well");
    this.shutdownTime = stats.latency("shutdown_time", "shutdowns that went well");
    this.recoveryTime = stats.latency("recovery_time", "from a crash to a processor that runs");
  }
}
