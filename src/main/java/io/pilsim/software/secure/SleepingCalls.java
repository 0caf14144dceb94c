package io.pilsim.software.secure;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.InterruptLine;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Routine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Calls that TrustZone has put to sleep because its lock was held, until they are resumed.
 *
 * <p><b>Models:</b> the context of each, the interrupt when its lock is free again, the question
 * for which wait queue that was, sleeping again when the lock is held anew.
 *
 * <p><b>Does not model:</b> an order among sleepers: the lock is not reserved for who was woken.
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_scm-smc.c and qcom_scm.c: WAITQ_SLEEP,
 * WAITQ_RESUME, WAITQ_GET_WQ_CTX.
 */
final class SleepingCalls {
  private static final long SLEEP = 2;
  private static final long WAKE_ONE = 1;

  private final Contention contention;
  private final InterruptLine interrupt;
  private final Simulator sim;
  private final Counter sleeps;
  private final List<Sleeper> sleepers = new ArrayList<>();
  private final Routine<Registers> sleep;
  private final Routine<Registers> sleepAgain;
  private final Routine<Registers> whichQueue;
  private long untilPs;
  private int current;

  /**
   * @param interrupt raised when a sleeper may go on
   * @param stats the group {@code tz}
   */
  SleepingCalls(
      Cost entry,
      Cost exit,
      Contention contention,
      InterruptLine interrupt,
      Simulator sim,
      StatGroup stats) {
    this.contention = contention;
    this.interrupt = interrupt;
    this.sim = sim;
    this.sleeps = stats.counter("sleeps", "calls sent to a wait queue");
    Routine<Registers> forget =
        Routine.<Registers>named("forget").act("context", x -> forget()).build();
    this.sleep = fallingAsleep("sleep", entry, this::park, forget, exit);
    this.sleepAgain = fallingAsleep("sleep_again", entry, this::parkAgain, forget, exit);
    this.whichQueue =
        Routine.<Registers>named("get_wq_ctx")
            .compute("entry", entry)
            .act("answer", this::answerQueue)
            .compute("exit", exit)
            .build();
  }

  private static Routine<Registers> fallingAsleep(
      String name,
      Cost entry,
      ToIntFunction<Registers> park,
      Routine<Registers> forget,
      Cost exit) {
    return Routine.<Registers>named(name)
        .compute("entry", entry)
        .act("park", park)
        .undo(forget)
        .compute("exit", exit)
        .build();
  }

  /** The call's caller is to sleep while the lock is held that is held now. */
  Routine<Registers> sleep() {
    untilPs = contention.releasePs(sim.nowPs());
    return sleep;
  }

  /** Answers which wait queue the interrupt was for. */
  Routine<Registers> whichQueue() {
    return whichQueue;
  }

  List<Routine<Registers>> services() {
    return List.of(sleep, sleepAgain, whichQueue);
  }

  boolean knows(long context) {
    return context > 0 && context <= sleepers.size() && sleepers.get((int) context - 1).taken;
  }

  Routine<Registers> sleepAgain(long context) {
    current = (int) context - 1;
    untilPs = contention.releasePs(sim.nowPs());
    return sleepAgain;
  }

  /** The call goes on: its own arguments are in the registers again, and its context is free. */
  void resume(long context, Registers x) {
    current = (int) context - 1;
    x.copyFrom(sleepers.get(current).arguments);
    forget();
  }

  private int park(Registers x) {
    current = 0;
    while (current < sleepers.size() && sleepers.get(current).taken) {
      current++;
    }
    if (current == sleepers.size()) {
      sleepers.add(new Sleeper(current));
    }
    Sleeper sleeper = sleepers.get(current);
    sleeper.taken = true;
    sleeper.arguments.copyFrom(x);
    return parkAgain(x);
  }

  private int parkAgain(Registers x) {
    Sleeper sleeper = sleepers.get(current);
    sim.cancel(sleeper);
    sim.after(Math.max(0, untilPs - sim.nowPs()), sleeper);
    sleeps.increment();
    return SecureResult.end(x, SLEEP, sleeper.queue(), sleeper.index + 1L, 0);
  }

  private int forget() {
    Sleeper sleeper = sleepers.get(current);
    sim.cancel(sleeper);
    sleeper.taken = false;
    sleeper.due = false;
    return 0;
  }

  private int answerQueue(Registers x) {
    Sleeper first = null;
    long others = 0;
    for (Sleeper each : sleepers) {
      if (each.due && first == null) {
        first = each;
      } else if (each.due) {
        others = 1;
      }
    }
    if (first == null) {
      return SecureResult.end(x, SecureResult.REFUSED);
    }
    first.due = false;
    return SecureResult.end(x, SecureResult.OK, first.queue(), WAKE_ONE, others);
  }

  /** One context; fires when the lock that it waits for is free. */
  private final class Sleeper extends Event {
    private final int index;
    private final Registers arguments = new Registers();
    private boolean taken;
    private boolean due;

    private Sleeper(int index) {
      super(Phase.COMPLETE);
      this.index = index;
    }

    private int queue() {
      return index % contention.waitQueues();
    }

    @Override
    protected void fire(long nowPs) {
      due = true;
      interrupt.raise();
    }
  }
}
