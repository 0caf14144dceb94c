package io.pilsim.experiment.gate;

/** What became of a gated metric. */
public enum GateState {
  /** The same in every replication. */
  UNCHANGED("unchanged"),
  /** Better than the baseline. */
  BETTER("better"),
  /** Worse than the baseline, and within its budget. */
  WITHIN("within"),
  /** Worse by more than its budget. */
  FAILED("FAILED"),
  /** Not told apart from its budget by as many replications as there may be. */
  INCONCLUSIVE("inconclusive"),
  /** The baseline knows nothing of it. */
  NEW("new"),
  /** The baseline has it, and the run yields it no more. */
  VANISHED("VANISHED");

  private final String word;

  GateState(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public boolean fails() {
    return this == FAILED || this == VANISHED;
  }
}
