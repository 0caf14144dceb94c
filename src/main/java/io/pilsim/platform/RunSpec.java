package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.Scenario;

/**
 * One run: a variant, once.
 *
 * @param scenario with everything resolved
 * @param model the platform; belongs to this run alone and records what is read
 * @param seed of the study; variants share it, so that they meet the same chances
 * @param replication from 0
 * @param trace who is told what happens
 */
public record RunSpec(
    Scenario scenario,
    ModelReader model,
    long seed,
    int replication,
    EngineKind engine,
    TraceSink trace) {
  /** One that nobody looks at. */
  public RunSpec(
      Scenario scenario, ModelReader model, long seed, int replication, EngineKind engine) {
    this(scenario, model, seed, replication, engine, TraceSink.NONE);
  }
}
