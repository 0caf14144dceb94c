package io.pilsim.software.routine;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of a routine, described.
 *
 * @param path below the routine, as spans and fault plans name it: {@code boot.adsp.auth}
 * @param depth from 0: how many calls lead to it
 * @param cost of a row that always takes the same
 * @param modelPath the leaf that says what the row costs, or at what rate; empty when it costs
 *     nothing itself
 * @param timeoutPs of a row that waits, when it gives up
 * @param undo the name of what is owed once the row is done, or empty
 * @param settledBy the later step after which it is no longer owed, or empty
 * @param onError what the modelled code does when the row fails
 */
public record RoutineStep(
    String path,
    int depth,
    Kind kind,
    Optional<Cost> cost,
    String modelPath,
    OptionalLong timeoutPs,
    String undo,
    String settledBy,
    String onError) {
  /** What happens if nothing else is said: everything owed is undone, last first. */
  public static final String UNWIND = "unwind";

  /** What a row does. */
  public enum Kind {
    /** Spends a fixed cost. */
    COMPUTE,
    /** Spends what the work at hand takes. */
    WORK,
    /** Changes state, in no time. */
    ACT,
    /** Takes a lock. */
    LOCK,
    /** Gives it back. */
    UNLOCK,
    /** Runs another routine. */
    CALL,
    /** Runs it where a condition holds. */
    CALL_IF,
    /** Runs it as long as a condition holds. */
    CALL_WHILE,
    /** A vector chooses the routine that answers. */
    TRAP,
    /** Sleeps until a signal. */
    AWAIT,
    /** Looks for a signal and keeps the core. */
    SPIN,
    /** Sleeps for a time. */
    SLEEP;

    public boolean isCall() {
      return this == CALL || this == CALL_IF || this == CALL_WHILE;
    }

    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The step's own name. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
