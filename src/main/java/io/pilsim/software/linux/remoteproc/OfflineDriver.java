package io.pilsim.software.linux.remoteproc;

import io.pilsim.software.linux.Errno;
import io.pilsim.software.routine.Routine;

/**
 * A remote processor whose device never came to be: the kernel was told of an SMMU stream that the
 * hypervisor owns, and writing that stream's S2CR while the device was added to its IOMMU group
 * ended in an abort.
 *
 * <p>Source: flow.md 7, ISS-S2CR; Linux 6.18, drivers/iommu/arm/arm-smmu/arm-smmu-qcom.c.
 */
public final class OfflineDriver {
  private OfflineDriver() {}

  /** A driver whose boot says why there is none. */
  public static PasDriver of(RemoteProc proc, KernelLog log) {
    CoreStages core = new CoreStages(log);
    Routine<RemoteProc> absent =
        Routine.<RemoteProc>named(proc.name()).act("find_device", p -> Errno.ENODEV).build();
    Routine<RemoteProc> boot =
        Routine.<RemoteProc>named(proc.name())
            .act(
                "add_device",
                p -> {
                  log.print(
                      p,
                      "synchronous external abort in qcom_smmu_write_s2cr while it is added to its"
                          + " IOMMU group");
                  return Errno.ENODEV;
                })
            .build();
    Routine<RemoteProc> nothing = Routine.<RemoteProc>named("handover").build();
    return new PasDriver(proc, core.boot(boot), core.shutdown(absent), nothing);
  }
}
