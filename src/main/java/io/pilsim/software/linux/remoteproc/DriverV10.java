package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;

/**
 * The driver as upstream merged it for Linux at EL2: device memory comes from TrustZone's resource
 * table, the carveout is mapped and bridged just before authentication, and what was done is undone
 * in reverse.
 *
 * <p>Source: Linux after v10 of "Peripheral Image Loader support for Qualcomm SoCs",
 * drivers/remoteproc/remoteproc_core.c (rproc_boot, rproc_shutdown) and qcom_q6v5_pas.c
 * (qcom_pas_start, qcom_pas_stop).
 */
final class DriverV10 {
  private final Stages stages;
  private final MemoryStages memory;

  DriverV10(Stages stages, MemoryStages memory) {
    this.stages = stages;
    this.memory = memory;
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
        .call(memory.attach(), p -> p)
        .undo(memory.detach("detach"))
        .call(memory.resourceTable(), p -> p)
        .undo(memory.freeTable())
        .call(memory.devmemMap(), p -> p)
        .undo(memory.devmemUnmap("resource_cleanup"))
        .call(power.prepare(), p -> p)
        .undo(power.unprepare("unprepare"))
        .call(power.power(), p -> p)
        .undo(power.powerOff("power_off"))
        .call(firmware.metadata(), p -> p)
        .undo(firmware.releaseMetadata("release_metadata"))
        .call(firmware.memSetup(), p -> p)
        .call(firmware.load(), p -> p)
        .call(memory.carveoutMap(), p -> p)
        .undo(memory.carveoutUnmap("carveout_unmap"))
        .call(secure.bridgeCreate(), p -> p)
        .undo(secure.bridgeDelete("bridge_delete"))
        .call(secure.authenticate(), p -> p)
        .undo(secure.shutdown("shutdown"))
        .call(secure.bridgeDelete("bridge_delete"), p -> p)
        .ignore()
        .settles("bridge_create")
        .await("ready", p -> p.ready, stages.params().readyTimeoutPs(), Errno.ETIMEDOUT)
        .report(stages.core()::reportTimeout)
        .call(firmware.releaseMetadata("release"), p -> p)
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
        .call(memory.carveoutUnmap("carveout_unmap"), p -> p)
        .call(power.unprepare("unprepare"), p -> p)
        .call(power.powerOff("power_off"), p -> p)
        .act("offline", stages.core()::nowOffline)
        .call(memory.devmemUnmap("resource_cleanup"), p -> p)
        .call(memory.detach("detach"), p -> p)
        .call(memory.freeTable(), p -> p)
        .release(stages.lock())
        .build();
  }
}
