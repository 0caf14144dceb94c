package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;

/**
 * The driver as the six patches of 2024-10-04 would have made it: device memory comes from the
 * device tree, carveout and device memory are mapped first of all, and the driver undoes its own
 * work, not always.
 *
 * <p><b>Models:</b> that a failed authentication leaves the bridge behind, that a failed
 * initialisation of the image leaves its buffer behind, and that a failed device memory row leaves
 * the first one mapped; that a processor without device memory rows is not even probed.
 *
 * <p>Source: patches 1 to 6 of "Peripheral Image Loader support for Qualcomm SoCs", version 1.
 */
final class DriverV1 {
  private final Stages stages;
  private final MemoryStages memory;

  DriverV1(Stages stages, MemoryStages memory) {
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
        .act("probe", memory::probeV1)
        .acquire(stages.lock())
        .call(firmware.requestFirmware(), p -> p)
        .undo(firmware.releaseFirmware())
        .call(memory.attach(), p -> p)
        .undo(memory.detach("detach"))
        .call(power.prepare(), p -> p)
        .undo(power.unprepare("unprepare"))
        .call(memory.carveoutMap(), p -> p)
        .undo(memory.carveoutUnmap("carveout_unmap"))
        .call(memory.devmemMapV1(), p -> p)
        .undo(memory.devmemUnmap("devmem_unmap"))
        .call(power.power(), p -> p)
        .undo(power.powerOff("power_off"))
        .call(firmware.metadataV1(), p -> p)
        .undo(firmware.releaseMetadata("release_metadata"))
        .call(firmware.memSetup(), p -> p)
        .call(firmware.load(), p -> p)
        .call(secure.bridgeCreate(), p -> p)
        .undo(secure.bridgeDelete("bridge_delete"))
        .call(secure.authenticate(), p -> p)
        .undo(secure.shutdown("shutdown"))
        .unwindFrom("metadata")
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
        .call(memory.devmemUnmap("devmem_unmap"), p -> p)
        .call(memory.carveoutUnmap("carveout_unmap"), p -> p)
        .call(power.unprepare("unprepare"), p -> p)
        .call(power.powerOff("power_off"), p -> p)
        .act("offline", stages.core()::nowOffline)
        .call(memory.detach("detach"), p -> p)
        .release(stages.lock())
        .build();
  }
}
