package io.pilsim.platform.scenario;

/** How often, and from which seed. */
public record RunBudget(int replications, long seed) {}
