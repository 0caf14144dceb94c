package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Routine.Builder;

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
    String name = proc.name();
    CoreStages core = stages.core();
    Routine<RemoteProc> shutdown = shutdown(name);
    return new PasDriver(
        proc,
        core.boot(boot(name), shutdown),
        core.shutdown(shutdown),
        core.recovery(recovery(name)),
        core.crash(),
        stages.power().handover());
  }

  private Routine<RemoteProc> boot(String name) {
    FirmwareStages firmware = stages.firmware();
    Builder<RemoteProc> rows =
        Routine.<RemoteProc>named(name)
            .call(firmware.requestFirmware(), p -> p)
            .undo(firmware.releaseFirmware());
    return start(rows).build();
  }

  private Routine<RemoteProc> shutdown(String name) {
    return stop(Routine.named(name)).build();
  }

  private Routine<RemoteProc> recovery(String name) {
    Builder<RemoteProc> rows =
        Routine.<RemoteProc>named(name).act("announce", stages.core()::announceRecovery);
    stop(rows)
        .call(stages.coredumps().dump(), p -> p)
        .call(stages.firmware().requestFirmwareAgain(), p -> p);
    return start(rows).build();
  }

  private Builder<RemoteProc> start(Builder<RemoteProc> rows) {
    FirmwareStages firmware = stages.firmware();
    SecureStages secure = stages.secure();
    PowerStages power = stages.power();
    return rows.call(power.prepare(), p -> p)
        .undo(power.unprepare("unprepare"))
        .call(power.power(), p -> p)
        .undo(power.powerOff("power_off"))
        .call(firmware.metadataCoherent(), p -> p)
        .undo(firmware.freeCoherent("release_metadata"))
        .call(firmware.memSetup(), p -> p)
        .call(firmware.load(), p -> p)
        .call(secure.authenticate(), p -> p)
        .undo(secure.shutdown("shutdown"))
        .await("ready", p -> p.ready, stages.readyTimeoutPs(), Errno.ETIMEDOUT)
        .report(stages.core()::reportTimeout)
        .call(firmware.freeCoherent("release"), p -> p)
        .ignore()
        .settles("metadata")
        .call(stages.subdevices().start(), p -> p);
  }

  private Builder<RemoteProc> stop(Builder<RemoteProc> rows) {
    rows.call(stages.subdevices().stop("stop_subdevices"), p -> p)
        .releases()
        .call(stages.subdevices().requestStop(), p -> p)
        .ignore()
        .call(stages.secure().shutdown("stop"), p -> p)
        .report(stages.secure()::noteStop)
        .releases()
        .ignore();
    return stages.switchOff(rows);
  }
}
