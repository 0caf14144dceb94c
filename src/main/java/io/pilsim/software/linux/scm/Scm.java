package io.pilsim.software.linux.scm;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.KernelTrace;
import io.pilsim.software.linux.tzmem.TzmemPool;
import io.pilsim.software.routine.Mutex;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Vector;

/**
 * Linux's way to the secure firmware.
 *
 * <p><b>Models:</b> the argument page above four arguments, the one global mutex that stays held
 * while a caller sleeps on a firmware wait queue, calls issued again after an interruption, a busy
 * firmware asked again after a sleep, and how results become errors.
 *
 * <p><b>Does not model:</b> atomic calls, clocks and interconnect votes around PAS calls (SA8775P
 * has none).
 *
 * <p>Source: Linux 6.18, drivers/firmware/qcom/qcom_scm-smc.c and qcom_scm.c.
 */
public final class Scm {
  static final long INTERRUPTED = 1;
  static final long WAITQ_SLEEP = 2;
  static final long BUSY = -12;

  private static final int IN_REGISTERS = 4;
  private static final int SESSION = 6;

  private final ScmParams params;
  private final PhysicalMemory memory;
  private final Vector<Registers> firmware;
  private final WaitQueues waitQueues;
  private final Counter calls;
  private final Counter entries;
  private final Latency callTime;
  private final Simulator sim;
  private final Tzmem tzmem;
  private final Routine<ScmCall> call;
  private final WakeUps wakeUps;
  private final ScmEvents events;

  /**
   * @param firmware what answers an SMC: the monitor, or a hypervisor that traps it
   * @param stats the group {@code scm}
   */
  public Scm(
      ScmParams params,
      TzmemPool pool,
      TzmemMemory areas,
      PhysicalMemory memory,
      Vector<Registers> firmware,
      WaitQueues waitQueues,
      KernelTrace trace,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.events = new ScmEvents(trace);
    this.memory = memory;
    this.firmware = firmware;
    this.waitQueues = waitQueues;
    this.calls = stats.counter("calls", "logical firmware calls");
    this.callTime = stats.latency("call_time", "in the firmware and on its wait queues");
    this.sim = sim;
    this.entries = stats.counter("entries", "SMC instructions, repeated ones included");
    Mutex lock = new Mutex("scm", sim, stats.child("lock"));
    Routine<ScmCall> transport = transport(lock);
    this.tzmem = new Tzmem(params, pool, areas, transport);
    this.call = call(transport);
    this.wakeUps = new WakeUps(firmware, waitQueues, entries);
  }

  /** A call of any number of arguments; fails with the kernel's errno. */
  public Routine<ScmCall> call() {
    return call;
  }

  /** What the interrupt of the wait queues runs. */
  public WakeUps wakeUps() {
    return wakeUps;
  }

  public Tzmem tzmem() {
    return tzmem;
  }

  private Routine<ScmCall> call(Routine<ScmCall> transport) {
    return Routine.<ScmCall>named("scm_call")
        .act("size_arguments", Scm::sizeArguments)
        .callIf(Scm::needsPage, tzmem.allocate(), ScmCall::argumentPage)
        .undo(tzmem.freeOf("give_back_page", ScmCall::argumentPage, Scm::needsPage))
        .act("spill_arguments", this::spill)
        .call(transport, call -> call)
        .callIf(Scm::needsPage, tzmem.free(), ScmCall::argumentPage)
        .settles("tzmem_alloc")
        .build();
  }

  /** After an SMC the results stay in the registers: no row between its effect and its owner. */
  private Routine<ScmCall> transport(Mutex lock) {
    Routine<ScmCall> enter =
        Routine.<ScmCall>named("enter")
            .act("load_registers", this::load)
            .trap("smc", firmware, call -> call.registers)
            .build();
    Routine<ScmCall> resume =
        Routine.<ScmCall>named("resume")
            .act("check_context", waitQueues::check)
            .await("wait_queue", waitQueues::signalOf)
            .act("load_registers", this::loadResume)
            .trap("smc", firmware, call -> call.registers)
            .callWhile(Scm::isInterrupted, enter, call -> call)
            .build();
    Routine<ScmCall> busy =
        Routine.<ScmCall>named("busy")
            .act("hold", this::endHold)
            .sleep("msleep", params.busyDelay().modelPath(), call -> params.busyDelay().fixedPs())
            .act("ask", this::ask)
            .build();
    Routine<ScmCall> attempt =
        Routine.<ScmCall>named("attempt")
            .acquire(lock)
            .act("begin", this::begin)
            .callWhile(call -> !call.entered || isInterrupted(call), enter, call -> call)
            .callWhile(call -> call.status() == WAITQ_SLEEP, resume, call -> call)
            .release(lock)
            .callIf(this::comesAgain, busy, call -> call)
            .build();
    return Routine.<ScmCall>named("scm_smc")
        .compute("marshal", params.marshal())
        .act("count", this::count)
        .callWhile(call -> call.attempts == 0 || comesAgain(call), attempt, call -> call)
        .act("result", this::result)
        .build();
  }

  private static boolean needsPage(ScmCall call) {
    return call.function().arguments() > IN_REGISTERS;
  }

  private static int sizeArguments(ScmCall call) {
    if (needsPage(call)) {
      call.argumentPage().want((ScmCall.ARGUMENTS - IN_REGISTERS + 1) * Long.BYTES);
    }
    return 0;
  }

  private int spill(ScmCall call) {
    if (needsPage(call)) {
      for (int i = IN_REGISTERS - 1; i < ScmCall.ARGUMENTS; i++) {
        long slot = call.argumentPage().address() + (long) (i - IN_REGISTERS + 1) * Long.BYTES;
        memory.writeWord(slot, call.argument(i));
      }
    }
    return 0;
  }

  private int count(ScmCall call) {
    calls.increment();
    call.user.called();
    call.attempts = 0;
    return ask(call);
  }

  private int ask(ScmCall call) {
    call.askedPs = sim.nowPs();
    return 0;
  }

  private int begin(ScmCall call) {
    call.user.waited(sim.nowPs() - call.askedPs);
    call.beganPs = sim.nowPs();
    call.entered = false;
    call.attempts++;
    return 0;
  }

  /** At the instant at which the mutex was given back. */
  private int endHold(ScmCall call) {
    long heldPs = sim.nowPs() - call.beganPs;
    callTime.record(heldPs);
    call.user.held(heldPs);
    return 0;
  }

  private int result(ScmCall call) {
    endHold(call);
    int errno = Errno.ofFirmware(call.status());
    events.done(call, errno);
    return errno;
  }

  private static boolean isInterrupted(ScmCall call) {
    return call.status() == INTERRUPTED;
  }

  private boolean comesAgain(ScmCall call) {
    return call.status() == BUSY && call.attempts <= params.busyRetries();
  }

  private int load(ScmCall call) {
    long session = call.entered ? call.session() : 0;
    long id = call.entered ? INTERRUPTED : call.function().id();
    Registers x = call.ask(id, call.function().descriptor());
    call.entered = true;
    for (int i = 0; i < IN_REGISTERS; i++) {
      x.set(2 + i, call.argument(i));
    }
    if (needsPage(call)) {
      x.set(1 + IN_REGISTERS, call.argumentPage().address());
    }
    x.set(SESSION, session);
    entries.increment();
    events.request(call, id);
    return 0;
  }

  private int loadResume(ScmCall call) {
    waitQueues.taken(call);
    long context = call.result(1);
    call.ask(ScmFunction.WAITQ_RESUME.id(), ScmFunction.WAITQ_RESUME.descriptor()).set(2, context);
    entries.increment();
    events.resume(context);
    return 0;
  }
}
