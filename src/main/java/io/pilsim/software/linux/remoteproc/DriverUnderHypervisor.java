package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;

/**
 * The driver with Linux at EL1: the hypervisor sees the firmware calls and deals with bridges and
 * SMMU itself, so that three calls are all there is.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/remoteproc_core.c and qcom_q6v5_pas.c without iommus.
 */
final class DriverUnderHypervisor {
  private final Stages stages;

  DriverUnderHypervisor(Stages stages) {
    this.stages = stages;
  }

  PasDriver of(RemoteProc proc) {
    return new PasDriver(
        proc,
        stages.core().boot(boot(proc.name())),
        stages.core().shutdown(shutdown(proc.name())),
        stages.power().handover());
  }

  private Routine<RemoteProc> boot(String name) {
    FirmwareStages firmware = stages.firmware();
    SecureStages secure = stages.secure();
    PowerStages power = stages.power();
    return Routine.<RemoteProc>named(name)
        .acquire(stages.lock())
        .call(firmware.requestFirmware(), p -> p)
        .undo(firmware.releaseFirmware())
        .call(power.prepare(), p -> p)
        .undo(power.unprepare("unprepare"))
        .call(power.power(), p -> p)
        .undo(power.powerOff("power_off"))
        .call(firmware.metadataCoherent(), p -> p)
        .undo(firmware.freeCoherent("release_metadata"))
        .call(firmware.memSetup(), p -> p)
        .call(firmware.load(), p -> p)
        .call(secure.authenticate(), p -> p)
        .undo(secure.shutdown("shutdown"))
        .await("ready", p -> p.ready, stages.params().readyTimeoutPs(), Errno.ETIMEDOUT)
        .report(stages.core()::reportTimeout)
        .call(firmware.freeCoherent("release"), p -> p)
        .settles("metadata")
        .call(power.subdevices(), p -> p)
        .release(stages.lock())
        .build();
  }

  private Routine<RemoteProc> shutdown(String name) {
    SecureStages secure = stages.secure();
    PowerStages power = stages.power();
    return Routine.<RemoteProc>named(name)
        .acquire(stages.lock())
        .call(power.stopSubdevices("subdevices"), p -> p)
        .call(secure.shutdown("stop"), p -> p)
        .call(power.unprepare("unprepare"), p -> p)
        .call(power.powerOff("power_off"), p -> p)
        .act("offline", stages.core()::nowOffline)
        .release(stages.lock())
        .build();
  }
}
