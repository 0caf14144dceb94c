package io.pilsim.platform.scenario;

import java.util.List;

/** One variant of a scenario, everything resolved: what a run is made from. */
public record Scenario(
    String name,
    String platform,
    Inputs inputs,
    Host host,
    Driver driver,
    Workload workload,
    List<FaultSpec> faults,
    RunBudget run) {
  public Scenario {
    faults = List.copyOf(faults);
  }

  /** The same of other processors. */
  public Scenario of(List<String> remoteprocs) {
    return with(workload.of(remoteprocs));
  }

  /** The same with another number of threads that map and unmap. */
  public Scenario ofThreads(int count) {
    return with(workload.ofThreads(count));
  }

  /** The same with a device that reads again after each unmap. */
  public Scenario withLateReads() {
    return with(workload.withLateReads());
  }

  private Scenario with(Workload other) {
    return new Scenario(name, platform, inputs, host, driver, other, faults, run);
  }
}
