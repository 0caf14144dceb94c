package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Mutex;
import io.pilsim.software.routine.Routine;

/**
 * What the remoteproc core does around every driver's start and stop: the lock that is held all
 * along, who wants the processor to run, and what a crash sets off.
 *
 * <p><b>Models:</b> that only the first user boots and only the last one shuts down, that a failed
 * stop leaves the processor as if it ran, that of several crashes only the first is handled.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/remoteproc_core.c (rproc_boot, rproc_shutdown,
 * rproc_report_crash, rproc_crash_handler_work, rproc_trigger_recovery) and qcom_q6v5.c.
 */
final class CoreStages {
  private final KernelLog log;
  private final Mutex lock;
  private final Cost readCrashReason;

  CoreStages(KernelLog log, Mutex lock, Cost readCrashReason) {
    this.log = log;
    this.lock = lock;
    this.readCrashReason = readCrashReason;
  }

  /**
   * From the wish of one more user on.
   *
   * @param stages of the first user
   * @param reverse what takes them back
   */
  Routine<RemoteProc> boot(Routine<RemoteProc> stages, Routine<RemoteProc> reverse) {
    return Routine.<RemoteProc>named("boot")
        .acquire(lock)
        .act("power_get", CoreStages::getPower)
        .undo(putPower("power_put"))
        .callIf(proc -> proc.users == 1, stages, proc -> proc)
        .undo(reverse)
        .report((proc, errno) -> log.print(proc, "Boot failed: " + errno))
        .release(lock)
        .build();
  }

  /** Until one user more has lost interest. */
  Routine<RemoteProc> shutdown(Routine<RemoteProc> stages) {
    return Routine.<RemoteProc>named("shutdown")
        .acquire(lock)
        .act("check_state", proc -> proc.state == RemoteProc.State.RUNNING ? 0 : Errno.EINVAL)
        .act("power_put", CoreStages::putPower)
        .undo(Routine.<RemoteProc>named("power_get").act("again", CoreStages::getPower).build())
        .callIf(proc -> proc.users == 0, stages, proc -> proc)
        .releases()
        .settles("power_put")
        .release(lock)
        .build();
  }

  /** The worker that a crash sets off. */
  Routine<RemoteProc> recovery(Routine<RemoteProc> stages) {
    return recovery(
        Routine.<RemoteProc>named("recovery").acquire(lock).act("handle", this::handle), stages);
  }

  /** The same by a kernel that takes a processor that is not stopped for one that runs. */
  Routine<RemoteProc> recoveryOrNot(Routine<RemoteProc> stages) {
    return recovery(
        Routine.<RemoteProc>named("recovery")
            .acquire(lock)
            .act("handle", this::handle)
            .undo(stillRuns("not_handled")),
        stages);
  }

  /** What is owed by a kernel that wants to be able to stop a processor once more. */
  static Routine<RemoteProc> stillRuns(String name) {
    return Routine.<RemoteProc>named(name).act("listen", CoreStages::listenAgain).build();
  }

  private Routine<RemoteProc> recovery(
      Routine.Builder<RemoteProc> handled, Routine<RemoteProc> stages) {
    return handled
        .release(lock)
        .acquire(lock)
        .callIf(CoreStages::isToRecover, stages, proc -> proc)
        .report((proc, errno) -> log.print(proc, "recovery failed: " + errno))
        .release(lock)
        .build();
  }

  /** The threaded handler of an interrupt that says that the processor has crashed. */
  Routine<RemoteProc> crash() {
    Routine<RemoteProc> report =
        Routine.<RemoteProc>named("report")
            .compute("read_reason", readCrashReason)
            .act("queue", this::reportCrash)
            .build();
    return Routine.<RemoteProc>named("crash")
        .callIf(
            proc -> proc.handlesInterrupts || proc.crashType == CrashType.MMUFAULT,
            report,
            proc -> proc)
        .build();
  }

  void reportTimeout(RemoteProc proc, int errno) {
    log.print(proc, "start timed out");
  }

  void reportStop(RemoteProc proc, int errno) {
    log.print(proc, "can't stop rproc: " + errno);
  }

  int announceRecovery(RemoteProc proc) {
    log.print(proc, "recovering " + proc.name());
    return 0;
  }

  int nowOffline(RemoteProc proc) {
    proc.state = RemoteProc.State.OFFLINE;
    log.print(proc, "stopped remote processor " + proc.name());
    return 0;
  }

  private static int listenAgain(RemoteProc proc) {
    if (proc.state != RemoteProc.State.OFFLINE) {
      proc.state = RemoteProc.State.RUNNING;
      proc.handlesInterrupts = true;
    }
    return 0;
  }

  /** Of a kernel that forgets the processor: nobody wants it to run any more. */
  static int dropUsers(RemoteProc proc) {
    proc.users = 0;
    return 0;
  }

  private static Routine<RemoteProc> putPower(String name) {
    return Routine.<RemoteProc>named(name).act("drop", CoreStages::putPower).build();
  }

  private static int getPower(RemoteProc proc) {
    proc.users++;
    return 0;
  }

  private static int putPower(RemoteProc proc) {
    proc.users--;
    return 0;
  }

  private int reportCrash(RemoteProc proc) {
    log.print(proc, "crash detected in " + proc.name() + ": type " + proc.crashType.text());
    proc.port.queueRecovery();
    return 0;
  }

  private static boolean isToRecover(RemoteProc proc) {
    return proc.toRecover && proc.state == RemoteProc.State.CRASHED;
  }

  private int handle(RemoteProc proc) {
    proc.toRecover = proc.state == RemoteProc.State.RUNNING;
    if (proc.toRecover) {
      proc.state = RemoteProc.State.CRASHED;
      proc.crashes++;
      log.print(proc, "handling crash #" + proc.crashes + " in " + proc.name());
    }
    return 0;
  }
}
