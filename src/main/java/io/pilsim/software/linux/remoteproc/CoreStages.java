package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine;

/** What the remoteproc core does around every driver's start and stop. */
final class CoreStages {
  private final KernelLog log;

  CoreStages(KernelLog log) {
    this.log = log;
  }

  /** The outermost routine of a boot, which says how it failed. */
  Routine<RemoteProc> boot(Routine<RemoteProc> stages) {
    return Routine.<RemoteProc>named("boot")
        .call(stages, proc -> proc)
        .report((proc, errno) -> log.print(proc, "Boot failed: " + errno))
        .build();
  }

  Routine<RemoteProc> shutdown(Routine<RemoteProc> stages) {
    return Routine.<RemoteProc>named("shutdown").call(stages, proc -> proc).build();
  }

  void reportTimeout(RemoteProc proc, int errno) {
    log.print(proc, "start timed out");
  }

  int nowOffline(RemoteProc proc) {
    proc.state = RemoteProc.State.OFFLINE;
    log.print(proc, "stopped remote processor " + proc.name());
    return 0;
  }
}
