package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.scm.Scm;
import io.pilsim.software.linux.scm.ScmFunction;
import io.pilsim.software.routine.Routine;
import java.util.Locale;

/**
 * The stages of a boot in which TrustZone takes over: the bridge over the carveout, authentication
 * and release from reset, the end of the bridge; and what stops a processor again.
 *
 * <p>Source: Linux after v10 of the series, drivers/firmware/qcom/qcom_scm.c,
 * qcom_scm_pas_prepare_and_auth_reset.
 */
final class SecureStages {
  private final Scm scm;
  private final KernelLog log;

  SecureStages(Scm scm, KernelLog log) {
    this.scm = scm;
    this.log = log;
  }

  Routine<RemoteProc> bridgeCreate() {
    return Routine.<RemoteProc>named("bridge_create")
        .act("range", SecureStages::bridgeRange)
        .call(scm.tzmem().createBridge(), proc -> proc.bridge)
        .report(this::reportBridge)
        .build();
  }

  Routine<RemoteProc> bridgeDelete(String name) {
    return Routine.<RemoteProc>named(name)
        .call(scm.tzmem().deleteBridge(), proc -> proc.bridge)
        .build();
  }

  Routine<RemoteProc> authenticate() {
    return authentication(
        Routine.<RemoteProc>named("auth").act("expect_interrupt", SecureStages::lowerReady));
  }

  /** The same, with a shutdown where it fails, for the processor might run in spite of it. */
  Routine<RemoteProc> authenticateOrStop() {
    return authentication(
        Routine.<RemoteProc>named("auth")
            .act("expect_interrupt", SecureStages::lowerReady)
            .undo(shutdown("make_sure")));
  }

  private Routine<RemoteProc> authentication(Routine.Builder<RemoteProc> begun) {
    return begun
        .act("arguments", proc -> arguments(proc, ScmFunction.PAS_AUTH_AND_RESET))
        .call(scm.call(), proc -> proc.call)
        .report(this::reportAuthentication)
        .act("result", SecureStages::result)
        .report(this::reportAuthentication)
        .build();
  }

  Routine<RemoteProc> shutdown(String name) {
    return Routine.<RemoteProc>named(name)
        .act("arguments", proc -> arguments(proc, ScmFunction.PAS_SHUTDOWN))
        .call(scm.call(), proc -> proc.call)
        .act("result", SecureStages::result)
        .build();
  }

  /** How the last {@link #shutdown} went, for drivers that first go on as if it had succeeded. */
  void noteStop(RemoteProc proc, int errno) {
    proc.stopErrno = errno;
    log.print(proc, "failed to shutdown: " + errno);
  }

  private static int bridgeRange(RemoteProc proc) {
    proc.bridge.over(proc.params.carveoutBase(), proc.params.carveoutBytes());
    return 0;
  }

  private static int lowerReady(RemoteProc proc) {
    proc.ready.lower();
    return 0;
  }

  private static int result(RemoteProc proc) {
    return proc.call.result(0) == 0 ? 0 : Errno.EINVAL;
  }

  private static int arguments(RemoteProc proc, ScmFunction function) {
    proc.stopErrno = 0;
    proc.call.prepare(function).argument(0, proc.params.pasId());
    return 0;
  }

  private void reportBridge(RemoteProc proc, int errno) {
    log.print(
        proc,
        String.format(
            Locale.ROOT,
            "SHM Bridge failed: ret %d paddr 0x%x, size %d",
            errno,
            proc.params.carveoutBase(),
            proc.params.carveoutBytes()));
  }

  private void reportAuthentication(RemoteProc proc, int errno) {
    log.print(proc, "failed to authenticate image and release reset");
  }
}
