package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;

/**
 * What hangs on a remote processor (glink, pdm, sysmon, ssr), started when it is up and stopped
 * before it goes down; and the two ways of asking it to stop.
 *
 * <p><b>Models:</b> the graceful shutdown that sysmon asks for over QMI, with its two waits; the
 * stop bit where that was not acknowledged; neither of them for a processor that has crashed.
 *
 * <p><b>Does not model:</b> what subdevices do while they run.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/qcom_sysmon.c (sysmon_stop, ssctl_request_shutdown),
 * qcom_q6v5.c (qcom_q6v5_request_stop), remoteproc_core.c.
 */
final class Subdevices {
  private final PasParams params;
  private final KernelLog log;

  Subdevices(PasParams params, KernelLog log) {
    this.params = params;
    this.log = log;
  }

  Routine<RemoteProc> start() {
    Routine<RemoteProc> one =
        Routine.<RemoteProc>named("subdevice")
            .compute("start", params.subdeviceStart())
            .act("next", Subdevices::next)
            .build();
    return Routine.<RemoteProc>named("subdevices")
        .act("first", Subdevices::first)
        .callWhile(proc -> proc.subdeviceNext < params.subdevices(), one, proc -> proc)
        .undo(stopAll("stop_subdevices"))
        .act("running", this::nowUp)
        .build();
  }

  /** In reverse order; sysmon first asks a processor that runs to shut down by itself. */
  Routine<RemoteProc> stop(String name) {
    return Routine.<RemoteProc>named(name)
        .act("not_asked", Subdevices::notAsked)
        .callIf(Subdevices::isRunning, askToShutDown(), proc -> proc)
        .ignore()
        .call(stopAll("stop_all"), proc -> proc)
        .ignore()
        .build();
  }

  /** By the stop bit, unless it has shut down already or cannot hear. */
  Routine<RemoteProc> requestStop() {
    Routine<RemoteProc> bit =
        Routine.<RemoteProc>named("stop_bit")
            .act("set", proc -> setStop(proc, true))
            .undo(clearBit())
            .await("stop_ack", p -> p.stopAck, params.stop().stopAckTimeoutPs(), Errno.ETIMEDOUT)
            .act("clear", proc -> setStop(proc, false))
            .settles("set")
            .build();
    return Routine.<RemoteProc>named("request_stop")
        .act("no_interrupts", Subdevices::ignoreInterrupts)
        .callIf(proc -> isRunning(proc) && !proc.sysmonAcked, bit, proc -> proc)
        .report((proc, errno) -> log.print(proc, "timed out on wait"))
        .build();
  }

  private Routine<RemoteProc> askToShutDown() {
    return Routine.<RemoteProc>named("sysmon")
        .compute("send", params.stop().qmiSend())
        .act("ask", Subdevices::ask)
        .await(
            "qmi_response",
            p -> p.qmiResponse,
            params.stop().qmiResponseTimeoutPs(),
            Errno.ETIMEDOUT)
        .report((proc, errno) -> log.print(proc, "failed receiving QMI response"))
        .await(
            "shutdown_ack",
            p -> p.shutdownAck,
            params.stop().shutdownAckTimeoutPs(),
            Errno.ETIMEDOUT)
        .report((proc, errno) -> log.print(proc, "timeout waiting for shutdown ack"))
        .act("acknowledged", Subdevices::acknowledged)
        .build();
  }

  private Routine<RemoteProc> stopAll(String name) {
    Routine<RemoteProc> one =
        Routine.<RemoteProc>named("subdevice")
            .act("previous", Subdevices::previous)
            .compute("stop", params.subdeviceStart())
            .build();
    return Routine.<RemoteProc>named(name)
        .callWhile(proc -> proc.subdeviceNext > 0, one, proc -> proc)
        .build();
  }

  private static Routine<RemoteProc> clearBit() {
    return Routine.<RemoteProc>named("clear_bit")
        .act("clear", proc -> setStop(proc, false))
        .build();
  }

  private static boolean isRunning(RemoteProc proc) {
    return proc.state == RemoteProc.State.RUNNING;
  }

  private static int notAsked(RemoteProc proc) {
    proc.sysmonAcked = false;
    return 0;
  }

  private static int ask(RemoteProc proc) {
    proc.qmiResponse.lower();
    proc.shutdownAck.lower();
    proc.port.askToShutDown();
    return 0;
  }

  private static int acknowledged(RemoteProc proc) {
    proc.sysmonAcked = true;
    return 0;
  }

  private static int ignoreInterrupts(RemoteProc proc) {
    proc.handlesInterrupts = false;
    return 0;
  }

  private static int setStop(RemoteProc proc, boolean set) {
    if (set) {
      proc.stopAck.lower();
    }
    proc.port.setStop(set);
    return 0;
  }

  private static int first(RemoteProc proc) {
    proc.subdeviceNext = 0;
    return 0;
  }

  private static int next(RemoteProc proc) {
    proc.subdeviceNext++;
    return 0;
  }

  private static int previous(RemoteProc proc) {
    proc.subdeviceNext--;
    return 0;
  }

  private int nowUp(RemoteProc proc) {
    proc.state = RemoteProc.State.RUNNING;
    log.print(proc, "remote processor " + proc.name() + " is now up");
    return 0;
  }
}
