package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Routine.Builder;

/**
 * The driver as the six patches of 2024-10-04 would have made it: device memory comes from the
 * device tree, carveout and device memory are mapped first of all, and the driver undoes its own
 * work, not always.
 *
 * <p><b>Models:</b> that a failed authentication leaves the bridge behind, that a failed
 * initialisation of the image leaves its buffer behind, and that a failed device memory row leaves
 * the first one mapped; that a processor without device memory rows is not even probed; that an
 * unmap that went well is reported as one that did not.
 *
 * <p><b>Does not model:</b> the stream's low bits in bits 32 and up of device addresses (all
 * streams of SA8775P have none), and a second image for a device tree.
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
            .act("probe", memory.devmem()::probeV1)
            .call(firmware.requestFirmware(), p -> p)
            .undo(firmware.releaseFirmware())
            .call(memory.attach(), p -> p)
            .undo(memory.detach("detach"));
    return start(rows).build();
  }

  private Routine<RemoteProc> shutdown(String name) {
    return stop(Routine.named(name))
        .call(memory.detach("detach"), p -> p)
        .releases()
        .ignore()
        .build();
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
        .call(memory.carveoutMap(), p -> p)
        .undo(memory.carveoutUnmapV1("carveout_unmap"))
        .call(memory.devmem().mapV1(), p -> p)
        .undo(memory.devmem().unmap("devmem_unmap"))
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
        .await("ready", p -> p.ready, stages.readyTimeoutPs(), Errno.ETIMEDOUT)
        .report(stages.core()::reportTimeout)
        .call(firmware.releaseMetadata("release"), p -> p)
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
        .ignore()
        .call(memory.devmem().unmap("devmem_unmap"), p -> p)
        .releases()
        .ignore()
        .call(memory.carveoutUnmapV1("carveout_unmap"), p -> p)
        .releases()
        .ignore();
    return stages.switchOff(rows);
  }
}
