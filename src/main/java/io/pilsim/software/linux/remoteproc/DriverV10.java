package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.Routine.Builder;
import java.util.function.UnaryOperator;

/**
 * The driver as upstream merged it for Linux at EL2: device memory comes from TrustZone's resource
 * table, the carveout is mapped and bridged just before authentication, and what was done is undone
 * in reverse. A processor that is started again keeps its domain and its device memory.
 *
 * <p>Source: Linux after v10 of "Peripheral Image Loader support for Qualcomm SoCs",
 * drivers/remoteproc/remoteproc_core.c (rproc_boot, rproc_shutdown) and qcom_q6v5_pas.c
 * (qcom_pas_start, qcom_pas_stop).
 */
final class DriverV10 {
  private final Stages stages;
  private final MemoryStages memory;
  private final V10Policy policy;

  DriverV10(Stages stages, MemoryStages memory, V10Policy policy) {
    this.stages = stages;
    this.memory = memory;
    this.policy = policy;
  }

  PasDriver of(RemoteProc proc) {
    String name = proc.name();
    CoreStages core = stages.core();
    Routine<RemoteProc> shutdown = shutdown(name);
    return new PasDriver(
        proc,
        core.boot(boot(name), shutdown),
        core.shutdown(shutdown),
        policy.recovery(core, recovery(name)),
        core.crash(),
        stages.power().handover());
  }

  private Routine<RemoteProc> boot(String name) {
    FirmwareStages firmware = stages.firmware();
    Builder<RemoteProc> rows =
        Routine.<RemoteProc>named(name)
            .call(firmware.requestFirmware(), p -> p)
            .undo(firmware.releaseFirmware())
            .call(memory.attach(), p -> p)
            .undo(memory.detach("detach"))
            .call(memory.resourceTable(), p -> p)
            .undo(memory.freeTable("free_table"))
            .call(memory.devmem().map(), p -> p)
            .undo(memory.devmem().unmap("resource_cleanup"));
    return start(rows).build();
  }

  private Routine<RemoteProc> shutdown(String name) {
    return stop(Routine.named(name), rows -> rows)
        .call(memory.devmem().unmap("resource_cleanup"), p -> p)
        .releases()
        .ignore()
        .call(memory.detach("detach"), p -> p)
        .releases()
        .ignore()
        .call(memory.freeTable("free_table"), p -> p)
        .releases()
        .ignore()
        .build();
  }

  private Routine<RemoteProc> recovery(String name) {
    Builder<RemoteProc> rows =
        Routine.<RemoteProc>named(name).act("announce", stages.core()::announceRecovery);
    stop(rows, stopped -> policy.afterFailedRecovery(stopped, giveUp()))
        .call(policy.dump(stages.coredumps()), p -> p)
        .call(stages.firmware().requestFirmwareAgain(), p -> p);
    return start(rows).build();
  }

  /** From a processor whose memory is known to one that runs. */
  private Builder<RemoteProc> start(Builder<RemoteProc> rows) {
    FirmwareStages firmware = stages.firmware();
    SecureStages secure = stages.secure();
    PowerStages power = stages.power();
    return rows.call(power.prepare(), p -> p)
        .undo(power.unprepare("unprepare"))
        .call(power.power(), p -> p)
        .undo(power.powerOff("power_off"))
        .call(firmware.metadata(), p -> p)
        .undo(firmware.releaseMetadata("release_metadata"))
        .call(firmware.memSetup(), p -> p)
        .call(policy.load(firmware), p -> p)
        .call(memory.carveoutMap(), p -> p)
        .undo(memory.carveoutUnmap("carveout_unmap"))
        .call(secure.bridgeCreate(), p -> p)
        .undo(secure.bridgeDelete("bridge_delete"))
        .call(policy.authenticate(secure), p -> p)
        .undo(secure.shutdown("shutdown"))
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

  /** From a processor that runs to one that is off. */
  private Builder<RemoteProc> stop(
      Builder<RemoteProc> rows, UnaryOperator<Builder<RemoteProc>> whenOff) {
    rows.call(stages.subdevices().stop("stop_subdevices"), p -> p)
        .releases()
        .call(stages.subdevices().requestStop(), p -> p)
        .ignore();
    policy.whileItMayRun(rows).call(stages.secure().shutdown("stop"), p -> p).releases();
    policy
        .afterFailedStop(rows, stages.secure())
        .call(memory.carveoutUnmap("carveout_unmap"), p -> p)
        .releases()
        .ignore();
    return whenOff.apply(stages.switchOff(rows));
  }

  private Routine<RemoteProc> giveUp() {
    return Routine.<RemoteProc>named("give_up")
        .call(memory.devmem().unmap("resource_cleanup"), p -> p)
        .ignore()
        .call(memory.detach("detach"), p -> p)
        .ignore()
        .call(memory.freeTable("free_table"), p -> p)
        .act("no_users", CoreStages::dropUsers)
        .build();
  }
}
