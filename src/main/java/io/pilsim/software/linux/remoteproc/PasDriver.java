package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine;
import java.util.List;

/**
 * The driver of one remote processor: what happens when it is booted, shut down, has crashed, or
 * says that it keeps its own votes from now on. Which rows these are depends on the kernel and on
 * who runs at EL2: {@link DriverV10}, {@link DriverV1}, {@link DriverUnderHypervisor}.
 *
 * @param proc the frame of all its routines
 * @param recovery the worker that {@code crash} queues
 * @param crash the handler of an interrupt that says that it has crashed
 */
public record PasDriver(
    RemoteProc proc,
    Routine<RemoteProc> boot,
    Routine<RemoteProc> shutdown,
    Routine<RemoteProc> recovery,
    Routine<RemoteProc> crash,
    Routine<RemoteProc> handover) {
  /** All that threads may start with. */
  public List<Routine<?>> routines() {
    return List.of(boot, shutdown, recovery, crash, handover);
  }
}
