package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.linux.iommu.Iommu;
import io.pilsim.software.routine.Routine;

/**
 * Device memory of a processor, row by row: mapped when it boots, unmapped when it is off.
 *
 * <p>Source: Linux 6.18, drivers/remoteproc/remoteproc_core.c (rproc_handle_devmem,
 * rproc_resource_cleanup); patches 3 and 4 of version 1 of the series.
 */
final class DevmemStages {
  private final Iommu iommu;
  private final KernelLog log;

  DevmemStages(Iommu iommu, KernelLog log) {
    this.iommu = iommu;
    this.log = log;
  }

  /** Maps the device memory that the resource table names. */
  Routine<RemoteProc> map() {
    return Routine.<RemoteProc>named("devmem_map")
        .act("read_table", DevmemStages::readTable)
        .callWhile(DevmemStages::hasEntry, mapEntry(), proc -> proc)
        .undo(unmap("resource_cleanup"))
        .build();
  }

  /**
   * The same from the device tree's rows, by the helper of v1, whose loop of undo starts at the
   * entry that failed and never comes to the first.
   */
  Routine<RemoteProc> mapV1() {
    Routine<RemoteProc> unmap =
        Routine.<RemoteProc>named("entry")
            .call(iommu.unmap(), RemoteProc::nextDevmem)
            .act("previous", DevmemStages::previousEntry)
            .build();
    Routine<RemoteProc> undo =
        Routine.<RemoteProc>named("undo_loop")
            .callWhile(proc -> proc.devmemNext > 0, unmap, proc -> proc)
            .build();
    return Routine.<RemoteProc>named("devmem_map")
        .act("rows", DevmemStages::useRows)
        .callWhile(DevmemStages::hasEntry, mapEntry(), proc -> proc)
        .undo(undo)
        .build();
  }

  /** The parser of v1 insists on rows wherever there is an SMMU. */
  int probeV1(RemoteProc proc) {
    if (proc.params.devmemRows().isEmpty()) {
      log.print(proc, "No 'qcom,devmem' property present");
      return Errno.EINVAL;
    }
    return 0;
  }

  private Routine<RemoteProc> mapEntry() {
    return Routine.<RemoteProc>named("entry")
        .call(iommu.map(), RemoteProc::nextDevmem)
        .undo(
            Routine.<RemoteProc>named("unmap_entry")
                .call(iommu.unmap(), RemoteProc::nextDevmem)
                .build())
        .report((proc, errno) -> log.print(proc, "failed to map devmem: " + errno))
        .act("next", DevmemStages::nextEntry)
        .build();
  }

  /** Unmaps what is mapped of it, in the order of the table. */
  Routine<RemoteProc> unmap(String name) {
    Routine<RemoteProc> one =
        Routine.<RemoteProc>named("entry")
            .call(iommu.unmap(), RemoteProc::mappedDevmem)
            .act("next", DevmemStages::nextMapped)
            .build();
    return Routine.<RemoteProc>named(name)
        .act("first", DevmemStages::firstMapped)
        .callWhile(proc -> proc.devmemUnmapped < proc.devmemNext, one, proc -> proc)
        .act("none", DevmemStages::noneMapped)
        .build();
  }

  private static int readTable(RemoteProc proc) {
    proc.devmemNext = 0;
    return proc.resources.read(proc.table.orElseThrow());
  }

  private static int useRows(RemoteProc proc) {
    proc.devmemNext = 0;
    proc.resources.use(proc.params.devmemRows());
    return 0;
  }

  private static boolean hasEntry(RemoteProc proc) {
    return proc.devmemNext < proc.resources.devmem().size();
  }

  private static int nextEntry(RemoteProc proc) {
    proc.devmemNext++;
    return 0;
  }

  private static int previousEntry(RemoteProc proc) {
    proc.devmemNext--;
    return 0;
  }

  private static int firstMapped(RemoteProc proc) {
    proc.devmemUnmapped = 0;
    return 0;
  }

  private static int nextMapped(RemoteProc proc) {
    proc.devmemUnmapped++;
    return 0;
  }

  private static int noneMapped(RemoteProc proc) {
    proc.devmemNext = 0;
    return 0;
  }
}
