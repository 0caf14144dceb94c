package io.pilsim.software.linux.remoteproc;

import io.pilsim.hardware.memory.Bytes;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.LeafAttributes.MemoryType;
import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.iommu.Attachment;
import io.pilsim.software.linux.iommu.Iommu;
import io.pilsim.software.linux.scm.Scm;
import io.pilsim.software.linux.scm.ScmFunction;
import io.pilsim.software.routine.Routine;
import java.util.Optional;

/**
 * The stages of a boot that give the processor its memory through the SMMU: the domain, the
 * resource table that TrustZone returns, device memory, the carveout.
 *
 * <p>Source: Linux after v10 of "Peripheral Image Loader support for Qualcomm SoCs",
 * drivers/remoteproc/qcom_q6v5_pas.c and remoteproc_core.c, drivers/firmware/qcom/qcom_scm.c.
 */
final class MemoryStages {
  private static final long BUFFER_NOT_SUFFICIENT = 20;
  private static final long MOST_TABLE_BYTES = 1L << 30;
  private static final long CARVEOUT = LeafAttributes.stage1(true, true, MemoryType.NON_CACHEABLE);

  private final PasParams params;
  private final PhysicalMemory memory;
  private final Scm scm;
  private final Attachment attachment;
  private final Iommu iommu;
  private final DevmemStages devmem;
  private final KernelLog log;

  MemoryStages(
      PasParams params,
      PhysicalMemory memory,
      Scm scm,
      Attachment attachment,
      Iommu iommu,
      KernelLog log) {
    this.params = params;
    this.memory = memory;
    this.scm = scm;
    this.attachment = attachment;
    this.iommu = iommu;
    this.devmem = new DevmemStages(iommu, log);
    this.log = log;
  }

  DevmemStages devmem() {
    return devmem;
  }

  Routine<RemoteProc> attach() {
    return attachment.attach("attach");
  }

  Routine<RemoteProc> detach(String name) {
    return attachment.detach(name);
  }

  /** Asks TrustZone for the resource table; once more, with the size it names, when too small. */
  Routine<RemoteProc> resourceTable() {
    return Routine.<RemoteProc>named("rsc_table")
        .compute("parse", params.parse())
        .act("want_in", MemoryStages::wantIn)
        .call(scm.tzmem().allocate(), proc -> proc.tableIn)
        .undo(free("give_back_in"))
        .act("write_in", this::writeIn)
        .call(ask("ask"), proc -> proc)
        .report(MemoryStages::noteFailure)
        .ignore()
        .callIf(MemoryStages::wasTooSmall, ask("ask_again"), proc -> proc)
        .act("verdict", MemoryStages::verdict)
        .call(scm.tzmem().free(), proc -> proc.tableIn)
        .ignore()
        .settles("tzmem_alloc")
        .build();
  }

  Routine<RemoteProc> freeTable(String name) {
    return Routine.<RemoteProc>named(name).act("kfree", MemoryStages::dropTable).build();
  }

  Routine<RemoteProc> carveoutMap() {
    return Routine.<RemoteProc>named("carveout_map")
        .act("range", MemoryStages::carveoutRange)
        .call(iommu.map(), RemoteProc::carveout)
        .build();
  }

  Routine<RemoteProc> carveoutUnmap(String name) {
    return Routine.<RemoteProc>named(name).call(iommu.unmap(), RemoteProc::carveout).build();
  }

  /** The same by v1, which takes the number of bytes that was unmapped for an error. */
  Routine<RemoteProc> carveoutUnmapV1(String name) {
    return Routine.<RemoteProc>named(name)
        .call(iommu.unmap(), RemoteProc::carveout)
        .act("check", this::complainOfBytes)
        .build();
  }

  private Routine<RemoteProc> ask(String name) {
    return Routine.<RemoteProc>named(name)
        .act("want_out", this::wantOut)
        .call(scm.tzmem().allocate(), proc -> proc.tableOut)
        .undo(
            Routine.<RemoteProc>named("give_back_out")
                .call(scm.tzmem().free(), proc -> proc.tableOut)
                .build())
        .act("arguments", MemoryStages::tableArguments)
        .call(scm.call(), proc -> proc.call)
        .report(MemoryStages::noteFailure)
        .ignore()
        .act("check_size", MemoryStages::checkSize)
        .work("copy", params.copy().modelPath(), this::copyPs)
        .act("read_out", this::readOut)
        .call(scm.tzmem().free(), proc -> proc.tableOut)
        .ignore()
        .settles("tzmem_alloc")
        .build();
  }

  private Routine<RemoteProc> free(String name) {
    return Routine.<RemoteProc>named(name).call(scm.tzmem().free(), proc -> proc.tableIn).build();
  }

  private static int wantIn(RemoteProc proc) {
    proc.table = Optional.empty();
    proc.tableWanted = 0;
    long own = proc.firmware.resourceTable().size();
    proc.tableIn.want(own == 0 ? ResourceTable.EMPTY_BYTES : own);
    return 0;
  }

  private int writeIn(RemoteProc proc) {
    Bytes own = proc.firmware.resourceTable();
    Bytes in = own.size() == 0 ? Bytes.of(ResourceTable.empty()) : own;
    memory.copyIn(proc.tableIn.address(), in);
    return 0;
  }

  private int wantOut(RemoteProc proc) {
    proc.tableErrno = 0;
    proc.tableOut.want(proc.tableWanted == 0 ? params.resourceTableBytes() : proc.tableWanted);
    return 0;
  }

  private static int tableArguments(RemoteProc proc) {
    proc.call
        .prepare(ScmFunction.PAS_GET_RSCTABLE)
        .argument(0, proc.params.pasId())
        .argument(1, proc.tableIn.address())
        .argument(2, proc.tableIn.bytes())
        .argument(3, proc.tableOut.address())
        .argument(4, proc.tableOut.bytes());
    return 0;
  }

  private static boolean wasTooSmall(RemoteProc proc) {
    boolean tooSmall =
        proc.table.isEmpty()
            && proc.call.function() == ScmFunction.PAS_GET_RSCTABLE
            && proc.call.result(1) == BUFFER_NOT_SUFFICIENT;
    proc.tableWanted = tooSmall ? proc.call.result(2) : 0;
    return tooSmall;
  }

  /** A buffer that was too small is told from all other failures; so is a table beyond belief. */
  private static int checkSize(RemoteProc proc) {
    if (proc.tableErrno != 0) {
      return proc.call.result(1) == BUFFER_NOT_SUFFICIENT ? Errno.EOVERFLOW : proc.tableErrno;
    }
    return proc.call.result(2) > MOST_TABLE_BYTES ? Errno.E2BIG : 0;
  }

  private long copyPs(RemoteProc proc) {
    return params.copy().toPs(proc.call.result(2));
  }

  private int readOut(RemoteProc proc) {
    proc.table = Optional.of(memory.read(proc.tableOut.address(), (int) proc.call.result(2)));
    return 0;
  }

  private static void noteFailure(RemoteProc proc, int errno) {
    proc.tableErrno = errno;
  }

  private static int verdict(RemoteProc proc) {
    return proc.table.isPresent() ? 0 : proc.tableErrno;
  }

  private static int dropTable(RemoteProc proc) {
    proc.table = Optional.empty();
    return 0;
  }

  private int complainOfBytes(RemoteProc proc) {
    log.print(proc, "Unable to unmap IOVA Memory, ret: " + proc.carveout.unmappedBytes());
    return 0;
  }

  private static int carveoutRange(RemoteProc proc) {
    long base = proc.params.carveoutBase();
    proc.carveout.range(base, base, proc.params.carveoutBytes(), CARVEOUT);
    return 0;
  }
}
