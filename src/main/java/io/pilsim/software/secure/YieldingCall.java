package io.pilsim.software.secure;

import io.pilsim.hardware.cpu.Registers;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Routine;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The one call that TrustZone may break off, so that the caller can take its interrupts, and that
 * goes on where it stood when it is issued again with its session.
 *
 * <p><b>Models:</b> time shared out: a service that has used up its turn passes over its remaining
 * rows and answers INTERRUPTED; in the next turn it passes over the rows that are done. The entry
 * and exit of the monitor are in every turn and are not counted.
 *
 * <p><b>Does not model:</b> several such calls at a time (the normal world has one lock for all),
 * interrupts as the reason.
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_scm-smc.c: QCOM_SCM_INTERRUPTED, the session in
 * x6.
 */
final class YieldingCall {
  /** What is answered, and what the call is issued again with. */
  static final long INTERRUPTED = 1;

  private static final int SESSION = 6;

  private final OptionalLong turnPs;
  private final Registers arguments = new Registers();
  private Routine<Registers> service = Routine.<Registers>named("none").build();
  private long session;
  private int seen;
  private int done;
  private long spentPs;
  private long leftPs;
  private boolean interrupted;

  /**
   * @param turnPs how long a service runs before it is broken off; empty for as long as it takes
   */
  YieldingCall(OptionalLong turnPs) {
    this.turnPs = turnPs;
  }

  /** A call's first turn. */
  Routine<Registers> begin(Routine<Registers> service, Registers x) {
    if (turnPs.isPresent()) {
      this.service = service;
      arguments.copyFrom(x);
      session++;
      done = 0;
      spentPs = 0;
      beginTurn();
    }
    return service;
  }

  /** A call that runs to its end, whatever it takes. */
  Routine<Registers> whole(Routine<Registers> service) {
    seen = 0;
    done = 0;
    spentPs = 0;
    interrupted = false;
    leftPs = Long.MAX_VALUE;
    return service;
  }

  /** Whether the registers ask for the call that has been broken off to go on. */
  boolean isContinuedBy(Registers x) {
    return interrupted && x.get(0) == INTERRUPTED && x.get(SESSION) == session;
  }

  Routine<Registers> next(Registers x) {
    x.copyFrom(arguments);
    beginTurn();
    return service;
  }

  Rows rows(String name) {
    return new Rows(Routine.named(name));
  }

  private void beginTurn() {
    seen = 0;
    interrupted = false;
    leftPs = turnPs.getAsLong();
  }

  private boolean passesOver() {
    return interrupted || seen++ < done;
  }

  /** How much of a row's time belongs to this turn. */
  private long slicePs(long costPs) {
    if (passesOver()) {
      return 0;
    }
    long restPs = costPs - spentPs;
    if (restPs > leftPs) {
      spentPs += leftPs;
      interrupted = true;
      return leftPs;
    }
    leftPs -= restPs;
    spentPs = 0;
    done = seen;
    return restPs;
  }

  private int act(ToIntFunction<Registers> effect, Registers x) {
    if (passesOver()) {
      return 0;
    }
    done = seen;
    return effect.applyAsInt(x);
  }

  private int answer(ToIntFunction<Registers> effect, Registers x) {
    if (!interrupted) {
      return effect.applyAsInt(x);
    }
    x.clear();
    x.set(0, INTERRUPTED);
    x.set(SESSION, session);
    return 0;
  }

  /** Collects the rows of a service; where there are no turns, they are plain rows. */
  final class Rows {
    private final Routine.Builder<Registers> builder;

    private Rows(Routine.Builder<Registers> builder) {
      this.builder = builder;
    }

    /** The monitor's own time, in every turn. */
    Rows monitor(String step, Cost cost) {
      builder.compute(step, cost);
      return this;
    }

    Rows compute(String step, Cost cost) {
      return turnPs.isEmpty()
          ? monitor(step, cost)
          : work(step, cost.modelPath(), x -> cost.timesPs(1));
    }

    Rows work(String step, String modelPath, ToLongFunction<Registers> picoseconds) {
      builder.work(
          step,
          modelPath,
          turnPs.isEmpty() ? picoseconds : x -> slicePs(picoseconds.applyAsLong(x)));
      return this;
    }

    Rows act(String step, ToIntFunction<Registers> effect) {
      builder.act(step, turnPs.isEmpty() ? effect : x -> YieldingCall.this.act(effect, x));
      return this;
    }

    /** The row that writes the results. */
    Rows answer(String step, ToIntFunction<Registers> effect) {
      builder.act(step, turnPs.isEmpty() ? effect : x -> YieldingCall.this.answer(effect, x));
      return this;
    }

    Rows callIf(Predicate<Registers> condition, Routine<Registers> part) {
      builder.callIf(x -> !interrupted && condition.test(x), part, x -> x);
      return this;
    }

    Rows undo(Routine<Registers> undo) {
      builder.undo(undo);
      return this;
    }

    Routine<Registers> build() {
      return builder.build();
    }
  }
}
