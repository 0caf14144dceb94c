package io.pilsim.flow;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.software.linux.remoteproc.CrashType;
import io.pilsim.software.linux.remoteproc.PasDriver;
import io.pilsim.software.linux.remoteproc.RemoteProc;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.FaultPoint;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import io.pilsim.software.routine.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The threads of the kernel that deal with one remote processor: the one that boots and shuts down,
 * the worker that recovers, and those of its interrupts.
 */
public final class ProcessorThreads {
  /** Told when an operation is over. */
  interface Listener {
    void over(int result);
  }

  private static final Listener NOBODY = result -> {};

  private final PasDriver driver;
  private final FaultPlan faults;
  private final Simulator sim;
  private final SoftThread unmeasured;
  private final SoftThread work;
  private final SoftThread worker;
  private final SoftThread crashInterrupt;
  private final SoftThread handoverInterrupt;
  private final Operation operation = new Operation();
  private final Recovery recovery = new Recovery();
  private final Set<CrashType> crashes = EnumSet.noneOf(CrashType.class);

  /**
   * @param faults what goes wrong in all but unmeasured operations; observes where the time goes
   * @param workCore where boot, shutdown and recovery run
   * @param interruptCore where the threads of interrupts run
   */
  public ProcessorThreads(
      PasDriver driver, FaultPlan faults, Core workCore, Core interruptCore, Simulator sim) {
    this.driver = driver;
    this.faults = faults;
    this.sim = sim;
    String name = driver.proc().name();
    this.unmeasured = new SoftThread(name + " unmeasured", FaultPlan.NONE, workCore, sim);
    this.work = new SoftThread(name, faults, workCore, sim);
    this.worker = new SoftThread(name + " recovery", faults, workCore, sim);
    this.crashInterrupt = new SoftThread(name + " crash irq", faults, interruptCore, sim);
    this.handoverInterrupt = new SoftThread(name + " handover irq", faults, interruptCore, sim);
  }

  public RemoteProc proc() {
    return driver.proc();
  }

  /** The processor needs the proxy votes no longer. */
  public void interruptHandover() {
    if (handoverInterrupt.isIdle()) {
      handoverInterrupt.start(driver.handover(), proc(), new Unnoticed());
    }
  }

  /** The processor has crashed, or the SMMU says so. */
  public void interruptCrash(CrashType type) {
    crashes.add(type);
    nextCrash();
  }

  /** The recovery worker has something to do. */
  public void queueRecovery() {
    recovery.queued = true;
    recovery.startIfQueued();
  }

  void boot(Listener listener) {
    operation.start(work, driver.boot(), listener);
  }

  void shutdown(Listener listener) {
    operation.start(work, driver.shutdown(), listener);
  }

  /** Calls back when the next recovery is over; what crashes the processor is the caller's. */
  void awaitRecovery(Listener listener) {
    recovery.listener = listener;
    recovery.crashedAtPs = sim.nowPs();
    proc().scmUser().reset();
  }

  void bootUnmeasured() {
    operation.start(unmeasured, driver.boot(), NOBODY);
  }

  void shutdownUnmeasured() {
    operation.start(unmeasured, driver.shutdown(), NOBODY);
  }

  /** Whether nothing is done to the processor. */
  boolean isIdle() {
    return threads().stream().allMatch(SoftThread::isIdle);
  }

  /** What the last boot or shutdown returned. */
  int result() {
    return operation.thread.result();
  }

  long tookPs() {
    return operation.tookPs;
  }

  long waitedToBeginPs() {
    return operation.thread.waitedToBeginPs();
  }

  int recoveryResult() {
    return worker.result();
  }

  boolean hasRecovered() {
    return recovery.over;
  }

  /** From the crash to the end of the first recovery. */
  long recoveryTookPs() {
    return recovery.tookPs;
  }

  /** From the crash until its worker began. */
  long reportTookPs() {
    return recovery.beforePs;
  }

  /** Where its time went. */
  List<Span> recoverySpans() {
    return recovery.spans;
  }

  List<Span> spans() {
    return faults.spans();
  }

  /** Rows that have begun in operations that were not unmeasured. */
  public List<FaultPoint> faultPoints() {
    return faults.points();
  }

  /** What each thread that does not come to its end waits for, when nothing happens any more. */
  public List<String> stuck() {
    List<String> stuck = new ArrayList<>();
    for (SoftThread each : threads()) {
      if (!each.isIdle()) {
        stuck.add(each.stuckOn());
      }
    }
    return stuck;
  }

  private List<SoftThread> threads() {
    return List.of(unmeasured, work, worker, crashInterrupt, handoverInterrupt);
  }

  private void nextCrash() {
    if (!crashes.isEmpty() && crashInterrupt.isIdle()) {
      CrashType type = crashes.iterator().next();
      crashes.remove(type);
      proc().crashed(type);
      crashInterrupt.start(driver.crash(), proc(), new CrashHandled());
    }
  }

  /** A boot or a shutdown, from its start until its thread has returned. */
  private final class Operation extends Event {
    private SoftThread thread = unmeasured;
    private Listener listener = NOBODY;
    private long fromPs;
    private long tookPs;

    Operation() {
      super(Phase.OBSERVE);
    }

    void start(SoftThread thread, Routine<RemoteProc> routine, Listener listener) {
      this.thread = thread;
      this.listener = listener;
      fromPs = sim.nowPs();
      proc().scmUser().reset();
      thread.start(routine, proc(), this);
    }

    @Override
    protected void fire(long nowPs) {
      tookPs = nowPs - fromPs;
      listener.over(thread.result());
    }
  }

  /** The worker: once more whenever it has been queued while it was busy. */
  private final class Recovery extends Event {
    private Listener listener = NOBODY;
    private boolean queued;
    private boolean over;
    private long crashedAtPs;
    private long beganAfterPs;
    private long beforePs;
    private long tookPs;
    private List<Span> spans = List.of();

    Recovery() {
      super(Phase.OBSERVE);
    }

    void startIfQueued() {
      if (queued && worker.isIdle()) {
        queued = false;
        beganAfterPs = sim.nowPs() - crashedAtPs;
        worker.start(driver.recovery(), proc(), this);
      }
    }

    @Override
    protected void fire(long nowPs) {
      if (!over) {
        over = true;
        tookPs = nowPs - crashedAtPs;
        beforePs = beganAfterPs + worker.waitedToBeginPs();
        spans = faults.spans();
      }
      Listener told = listener;
      listener = NOBODY;
      told.over(worker.result());
      startIfQueued();
    }
  }

  private final class CrashHandled extends Event {
    CrashHandled() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {
      nextCrash();
    }
  }

  private static final class Unnoticed extends Event {
    Unnoticed() {
      super(Phase.OBSERVE);
    }

    @Override
    protected void fire(long nowPs) {}
  }
}
