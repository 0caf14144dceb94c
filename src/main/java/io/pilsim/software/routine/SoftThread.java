package io.pilsim.software.routine;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.cpu.Core;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One thread of modelled software. It executes a routine at a time, and is itself the event it
 * waits for: once warm it allocates nothing.
 *
 * <p><b>Models:</b> the core taken to compute and given up to sleep, spinning, calls, traps onto
 * the same stack, timeouts, unwinding, injected faults.
 *
 * <p><b>Does not model:</b> pre-emption, migration, the cost of a switch.
 */
public final class SoftThread extends Event {
  private final Core core;
  private final CoreTurn turn;
  private final FaultPlan faults;
  private final Simulator sim;
  private final CallStack stack;
  private final ThreadTimeline timeline; // null when nobody looks
  private final Signal silence = new Signal();
  private Signal awaited;
  private Lock awaitedLock;
  private long askedPs;
  private int timeoutErrno;
  private Event done;
  private long startedPs;
  private long firstTurnPs;
  private boolean begun;
  private boolean hung;
  private String lastRoutine = "";
  SoftThread before; // neighbours in the list of the awaited signal
  SoftThread after;

  /**
   * @param name on a timeline, such as {@code adsp worker}
   * @param faults what goes wrong in its routines
   */
  public SoftThread(String name, FaultPlan faults, Core core, Simulator sim) {
    super(Phase.ISSUE);
    boolean traced = sim.trace().isOn();
    this.timeline = traced ? new ThreadTimeline(name, core, sim) : null;
    this.faults = traced && faults == FaultPlan.NONE ? FaultPlan.observing() : faults;
    this.core = core;
    this.turn = new CoreTurn(core, timeline);
    this.sim = sim;
    this.stack = new CallStack(timeline, sim);
  }

  /** Executes a routine; fires {@code done} when it has returned its {@link #result}. */
  public <F> void start(Routine<F> routine, F frame, Event done) {
    if (!stack.isEmpty()) {
      throw new IllegalStateException("busy when " + routine.name + " is to start");
    }
    this.done = done;
    startedPs = sim.nowPs();
    begun = false;
    lastRoutine = routine.name;
    stack.push(routine, frame, faults.root(routine));
    sim.after(0, this);
  }

  /** What the last routine returned: 0 or a negative errno. */
  public int result() {
    return stack.result();
  }

  /** Whether it executes nothing, and so may {@link #start} something. */
  public boolean isIdle() {
    return stack.isEmpty();
  }

  /** Where it is, and what it waits for there, in words. */
  public String whereabouts() {
    if (isIdle()) {
      return lastRoutine + ", which has ended,";
    }
    return stack.path(awaitedLock == null ? 0 : 1);
  }

  /** What keeps a thread that does not go on, in words. */
  public String stuckOn() {
    String where = whereabouts();
    if (hung) {
      return where + " never comes back";
    }
    if (awaitedLock != null) {
      return where + " waits for lock " + awaitedLock.name() + ", held by " + awaitedLock.holder();
    }
    if (awaited != null) {
      return where + " waits for what nobody signals";
    }
    return where + " waits for core " + core.index();
  }

  /** Its name on a timeline; empty when there is none. */
  String name() {
    return timeline == null ? "" : timeline.name();
  }

  /** How long the last routine had to wait for the core before its first row. */
  public long waitedToBeginPs() {
    return firstTurnPs - startedPs;
  }

  /** The awaited signal has been raised, and has forgotten this thread. */
  void wake() {
    awaited = null;
    stack.top().advance();
    sim.cancel(this);
    sim.after(0, this);
  }

  @Override
  protected void fire(long nowPs) {
    if (awaited != null) {
      awaited.remove(this);
      awaited = null;
      stack.top().fail(timeoutErrno);
    } else if (awaitedLock != null) {
      awaitedLock.granted(this, nowPs - askedPs);
      awaitedLock = null;
    }
    if (turn.take(this)) {
      if (!begun) {
        begun = true;
        firstTurnPs = nowPs;
      }
      run();
      if (timeline != null) {
        timeline.left();
      }
    }
  }

  private void run() {
    while (!stack.isEmpty()) {
      Activation top = stack.top();
      if (top.isUnwinding()) {
        stack.unwind();
      } else if (top.isFinished()) {
        stack.pop(0);
      } else if (!execute(top)) {
        return;
      }
    }
    turn.give();
    sim.after(0, done);
  }

  /** Executes a row; false when the thread is to be fired again before it goes on. */
  private boolean execute(Activation top) {
    if (top.row().isLeftOut(top.frame)) {
      top.advance();
      return true;
    }
    Fault fault = top.begin();
    if (fault != null) {
      return suffer(top, fault);
    }
    Object operand = top.row().operand();
    return switch (top.row().op()) {
      case COMPUTE -> spend(top, ((Cost) operand).fixedPs() + core.toPs(((Cost) operand).cycles()));
      case WORK -> spend(top, ((Row.Work) operand).picoseconds().applyAsLong(top.frame));
      case SLEEP -> sleep(top, ((Row.Work) operand).picoseconds().applyAsLong(top.frame));
      case ACT -> top.end(effect(operand).applyAsInt(top.frame));
      case ACQUIRE -> acquire(top, lock(top, operand));
      case RELEASE -> release(top, lock(top, operand));
      case CALL, CALL_WHILE -> call(top, (Row.Call) operand);
      case TRAP -> trap(top, (Row.Trap) operand);
      case AWAIT, SPIN -> await(top, (Row.Await) operand);
    };
  }

  @SuppressWarnings("unchecked") // the builder admits only operands of the routine's frame
  private static ToIntFunction<Object> effect(Object operand) {
    return (ToIntFunction<Object>) operand;
  }

  @SuppressWarnings("unchecked") // the same
  private static Lock lock(Activation top, Object operand) {
    return operand instanceof Lock lock
        ? lock
        : ((Function<Object, Lock>) operand).apply(top.frame);
  }

  private boolean spend(Activation top, long durationPs) {
    top.advance();
    if (sim.tryAdvance(durationPs)) {
      return true;
    }
    sim.after(durationPs, this);
    return false;
  }

  private boolean sleep(Activation top, long durationPs) {
    top.advance();
    turn.sleep();
    sim.after(durationPs, this);
    return false;
  }

  private boolean acquire(Activation top, Lock lock) {
    top.advance();
    boolean free = lock.tryAcquire(this);
    if (!free) {
      if (lock.sleeps()) {
        turn.sleep();
      }
      askedPs = sim.nowPs();
      awaitedLock = lock;
      lock.acquire(this);
    }
    turn.locked(lock);
    return free;
  }

  private boolean release(Activation top, Lock lock) {
    top.advance();
    turn.unlocked(lock);
    lock.release();
    return true;
  }

  private boolean call(Activation top, Row.Call call) {
    stack.push(call.routine(), call.frame().apply(top.frame), top.placeOf(call.routine()));
    return true;
  }

  private boolean trap(Activation top, Row.Trap trap) {
    Object registers = trap.registers().apply(top.frame);
    Routine<Object> answer = trap.vector().answer(registers);
    stack.push(answer, registers, top.placeOf(answer));
    stack.top().answerTrap(trap.vector().level());
    return true;
  }

  private boolean await(Activation top, Row.Await await) {
    Signal signal = await.signal().apply(top.frame);
    if (signal.isRaised()) {
      top.advance();
      return true;
    }
    sleepFor(signal, await);
    return false;
  }

  private void sleepFor(Signal signal, Row.Await await) {
    if (stack.top().row().op() != Row.Op.SPIN) {
      turn.sleep();
    }
    awaited = signal;
    timeoutErrno = await.timeoutErrno();
    signal.add(this);
    if (await.timeoutPs() != Row.Await.FOR_EVER) {
      sim.after(await.timeoutPs(), this);
    }
  }

  private boolean suffer(Activation top, Fault fault) {
    Row row = top.row();
    switch (fault.kind()) {
      case ERROR -> top.fail(fault.errno());
      case TIMEOUT -> {
        if (row.timesOut()) {
          sleepFor(silence, (Row.Await) row.operand());
          return false;
        }
        top.fail(fault.errno());
      }
      case HANG -> {
        hung = true;
        if (row.op() == Row.Op.AWAIT) {
          turn.sleep();
        }
        return false;
      }
    }
    return true;
  }
}
