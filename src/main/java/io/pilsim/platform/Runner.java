package io.pilsim.platform;

/** Runs one variant once; must be usable from several threads. */
public interface Runner {
  RunOutcome run(RunSpec spec);
}
