package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.routine.Routine.Builder;

/**
 * The parts that a driver's routines are put together from; one set for each processor.
 *
 * @param readyTimeoutPs how long a processor may take to say that it runs
 */
record Stages(
    FirmwareStages firmware,
    SecureStages secure,
    PowerStages power,
    Subdevices subdevices,
    Coredumps coredumps,
    CoreStages core,
    long readyTimeoutPs) {

  /**
   * How every driver's stop ends, whatever TrustZone answered; the last row says that it is off.
   */
  Builder<RemoteProc> switchOff(Builder<RemoteProc> rows) {
    return rows.call(power.unprepare("unprepare"), p -> p)
        .releases()
        .ignore()
        .call(power.powerOff("power_off"), p -> p)
        .releases()
        .ignore()
        .act("stop_result", proc -> proc.stopErrno)
        .report(core::reportStop)
        .releases()
        .act("offline", core::nowOffline)
        .releases();
  }
}
