package io.pilsim.experiment.injection;

import io.pilsim.software.routine.Fault;
import java.util.List;
import java.util.Locale;

/**
 * A step of a flow that was made to fail once, and what came of it.
 *
 * @param step its path
 * @param repetition which of its repetitions failed, from 1
 * @param repetitions how many there are when nothing fails
 * @param detail what was left, or who waits for what; for a step without remedy why there is none
 */
public record InjectedStep(
    String variant,
    String step,
    Fault.Kind fault,
    int repetition,
    int repetitions,
    Outcome outcome,
    List<String> detail) {
  /** What came of it. */
  public enum Outcome {
    /** The flow failed and took back all it had done. */
    CLEAN,
    /** The flow went through in spite of it. */
    RECOVERED,
    /** Something stays behind, and the real code has no remedy for that. */
    UNRECOVERABLE,
    /** Something stays behind. */
    LEAKED,
    /** A thread waits for ever. */
    STUCK;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public InjectedStep {
    detail = List.copyOf(detail);
  }

  public String faultWord() {
    return fault.name().toLowerCase(Locale.ROOT);
  }
}
