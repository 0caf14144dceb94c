package io.pilsim.platform.scenario;

/** One variant of a scenario, everything resolved: what a run is made from. */
public record Scenario(
    String name,
    String platform,
    Inputs inputs,
    Host host,
    Driver driver,
    Workload workload,
    RunBudget run) {}
