package io.pilsim.software.linux.remoteproc;

import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.scm.CoherentMemory;
import io.pilsim.software.linux.scm.Scm;
import io.pilsim.software.linux.scm.ScmFunction;
import io.pilsim.software.routine.Routine;

/**
 * The stages of a boot that deal with the firmware image: found, its metadata handed to TrustZone,
 * its segments loaded.
 *
 * <p><b>Models:</b> file bytes copied and the rest zeroed through a write-combined mapping;
 * metadata in a buffer of the pool until the processor runs.
 *
 * <p><b>Does not model:</b> the file system, user helper, and the store of the image's place in
 * IMEM.
 *
 * <p>Source: Linux 6.18, drivers/soc/qcom/mdt_loader.c, drivers/remoteproc/qcom_q6v5_pas.c.
 */
final class FirmwareStages {
  private final PasParams params;
  private final PhysicalMemory memory;
  private final Scm scm;
  private final CoherentMemory coherent;
  private final CarveoutAccess access;
  private final KernelLog log;

  FirmwareStages(
      PasParams params,
      PhysicalMemory memory,
      Scm scm,
      CoherentMemory coherent,
      CarveoutAccess access,
      KernelLog log) {
    this.params = params;
    this.memory = memory;
    this.scm = scm;
    this.coherent = coherent;
    this.access = access;
    this.log = log;
  }

  Routine<RemoteProc> requestFirmware() {
    return Routine.<RemoteProc>named("request_firmware")
        .act("power_up", this::announce)
        .compute("find", params.requestFirmware())
        .act("booting", this::announceImage)
        .build();
  }

  /** The same for a processor that is only started again. */
  Routine<RemoteProc> requestFirmwareAgain() {
    return Routine.<RemoteProc>named("request_firmware")
        .compute("find", params.requestFirmware())
        .build();
  }

  /** Nothing is owed for an image whose bytes the model shares with the file. */
  Routine<RemoteProc> releaseFirmware() {
    return Routine.<RemoteProc>named("release_firmware").act("forget", proc -> 0).build();
  }

  /** Hands header and hash segment to TrustZone in a buffer of the pool. */
  Routine<RemoteProc> metadata() {
    return initImage(
        joinMetadata()
            .call(scm.tzmem().allocate(), proc -> proc.metadata)
            .undo(releaseMetadata("give_back")));
  }

  /** The same by v1, which on failure frees the buffer by the wrong allocator: it stays taken. */
  Routine<RemoteProc> metadataV1() {
    return initImage(joinMetadata().call(scm.tzmem().allocate(), proc -> proc.metadata));
  }

  /** The same in coherent memory, which the hypervisor shows to TrustZone. */
  Routine<RemoteProc> metadataCoherent() {
    return initImage(
        joinMetadata()
            .call(coherent.allocate(), proc -> proc.metadata)
            .undo(freeCoherent("give_back")));
  }

  Routine<RemoteProc> freeCoherent(String name) {
    return Routine.<RemoteProc>named(name).call(coherent.free(), proc -> proc.metadata).build();
  }

  private Routine.Builder<RemoteProc> joinMetadata() {
    return Routine.<RemoteProc>named("metadata")
        .work("join", params.copy().modelPath(), this::metadataPs)
        .act("want", FirmwareStages::wantMetadata);
  }

  private Routine<RemoteProc> initImage(Routine.Builder<RemoteProc> withBuffer) {
    return withBuffer
        .work("copy", params.copy().modelPath(), this::metadataPs)
        .act("write", this::writeMetadata)
        .act("arguments", FirmwareStages::initArguments)
        .call(scm.call(), proc -> proc.call)
        .report(this::reportInit)
        .act("result", proc -> proc.call.result(0) == 0 ? 0 : Errno.EINVAL)
        .report(this::reportInit)
        .build();
  }

  Routine<RemoteProc> releaseMetadata(String name) {
    return Routine.<RemoteProc>named(name).call(scm.tzmem().free(), proc -> proc.metadata).build();
  }

  /** Tells TrustZone where a relocatable image is going to be. */
  Routine<RemoteProc> memSetup() {
    Routine<RemoteProc> tell =
        Routine.<RemoteProc>named("relocate")
            .act("arguments", FirmwareStages::setupArguments)
            .call(scm.call(), proc -> proc.call)
            .report(this::reportSetup)
            .build();
    return Routine.<RemoteProc>named("mem_setup")
        .callIf(proc -> proc.firmware.relocatable(), tell, proc -> proc)
        .build();
  }

  /** Into a carveout that the driver has mapped for as long as it is there. */
  Routine<RemoteProc> load() {
    return segments("load");
  }

  /** Into a carveout that is mapped for no longer than that. */
  Routine<RemoteProc> mapAndLoad() {
    return Routine.<RemoteProc>named("load")
        .call(access.map(), proc -> proc)
        .undo(access.unmap("iounmap"))
        .call(segments("segments"), proc -> proc)
        .call(access.unmap("iounmap"), proc -> proc)
        .settles("ioremap_wc")
        .build();
  }

  private Routine<RemoteProc> segments(String name) {
    Routine<RemoteProc> segment =
        Routine.<RemoteProc>named("segment")
            .work("copy", params.writeCombinedCopy().modelPath(), this::copyPs)
            .work("zero", params.writeCombinedFill().modelPath(), this::fillPs)
            .act("write", this::writeSegment)
            .build();
    return Routine.<RemoteProc>named(name)
        .act("first", FirmwareStages::firstSegment)
        .callWhile(FirmwareStages::hasSegment, segment, proc -> proc)
        .act("check", this::checkLoad)
        .build();
  }

  private int announce(RemoteProc proc) {
    log.print(proc, "powering up " + proc.name());
    return 0;
  }

  private int announceImage(RemoteProc proc) {
    Firmware firmware = proc.firmware;
    log.print(proc, "Booting fw image " + firmware.fileName() + ", size " + firmware.fileBytes());
    return 0;
  }

  private long metadataPs(RemoteProc proc) {
    return params.copy().toPs(proc.firmware.metadata().size());
  }

  private static int wantMetadata(RemoteProc proc) {
    proc.metadata.want(proc.firmware.metadata().size());
    return 0;
  }

  private int writeMetadata(RemoteProc proc) {
    memory.copyIn(proc.metadata.address(), proc.firmware.metadata());
    return 0;
  }

  private static int initArguments(RemoteProc proc) {
    proc.call
        .prepare(ScmFunction.PAS_INIT_IMAGE)
        .argument(0, proc.params.pasId())
        .argument(1, proc.metadata.address());
    return 0;
  }

  private static int setupArguments(RemoteProc proc) {
    proc.call
        .prepare(ScmFunction.PAS_MEM_SETUP)
        .argument(0, proc.params.pasId())
        .argument(1, proc.params.carveoutBase())
        .argument(2, proc.firmware.span());
    return 0;
  }

  private static int firstSegment(RemoteProc proc) {
    proc.segmentNext = 0;
    return 0;
  }

  private static boolean hasSegment(RemoteProc proc) {
    return proc.segmentNext < proc.firmware.segments().size();
  }

  private long copyPs(RemoteProc proc) {
    return params.writeCombinedCopy().toPs(proc.nextSegment().content().size());
  }

  private long fillPs(RemoteProc proc) {
    Firmware.Segment segment = proc.nextSegment();
    return params.writeCombinedFill().toPs(segment.memoryBytes() - segment.content().size());
  }

  private int checkLoad(RemoteProc proc) {
    proc.firmware.failure().ifPresent(failure -> log.print(proc, failure.text()));
    return proc.firmware.failure().map(Firmware.Failure::errno).orElse(0);
  }

  private int writeSegment(RemoteProc proc) {
    Firmware.Segment segment = proc.nextSegment();
    long address = proc.params.carveoutBase() + segment.offset();
    long filled = segment.content().size();
    memory.copyIn(address, segment.content());
    memory.fill(address + filled, segment.memoryBytes() - filled, 0);
    proc.segmentNext++;
    return 0;
  }

  private void reportInit(RemoteProc proc, int errno) {
    log.print(proc, "error " + errno + " initializing firmware " + proc.firmware.fileName());
  }

  private void reportSetup(RemoteProc proc, int errno) {
    log.print(proc, "error " + errno + " setting up firmware " + proc.firmware.fileName());
  }
}
