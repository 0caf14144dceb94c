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
    Routine<RemoteProc> boot =
        Routine.<RemoteProc>named("boot")
            .act("add_device", any -> abort(proc, log))
            .report((any, errno) -> log.print(proc, "Boot failed: " + errno))
            .build();
    return new PasDriver(
        proc, boot, absent("shutdown"), absent("recovery"), absent("crash"), absent("handover"));
  }

  private static int abort(RemoteProc proc, KernelLog log) {
    log.print(
        proc,
        "synchronous external abort in qcom_smmu_write_s2cr while it is added to its IOMMU group");
    return Errno.ENODEV;
  }

  private static Routine<RemoteProc> absent(String name) {
    return Routine.<RemoteProc>named(name).act("find_device", proc -> Errno.ENODEV).build();
  }
}
