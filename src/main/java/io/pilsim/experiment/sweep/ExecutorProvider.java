package io.pilsim.experiment.sweep;

import io.pilsim.engine.EngineKind;
import io.pilsim.platform.model.ModelFiles;

/** Makes the executors of one kind of place; found by {@link java.util.ServiceLoader}. */
public interface ExecutorProvider {
  boolean serves(TrialPlace place);

  /**
   * Throws when the place cannot be used; the place itself may be entered later.
   *
   * @param threads how many trials at a time where the place is this machine
   * @param models the platforms that tasks rest on
   */
  TrialExecutor open(TrialPlace place, EngineKind engine, int threads, ModelFiles models);
}
