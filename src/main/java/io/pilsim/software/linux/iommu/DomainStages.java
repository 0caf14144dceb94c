package io.pilsim.software.linux.iommu;

import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.v2.ContextRegisters;

/**
 * With which stages a domain's context bank translates, and what tags its translations. A domain of
 * stage 1 has an ASID of its own, one of stage 2 a VMID of its own; one that a hypervisor's stage 2
 * lies under has an ASID, and the VMID of the guest.
 *
 * <p>Source: Linux 6.18, arm-smmu.c, arm_smmu_init_domain_context: ASIDs and VMIDs from the number
 * of the context bank.
 *
 * @param kind which stages
 * @param guestVmid of the guest that the driver is in; only where it is in one
 * @param guestBank the hypervisor's context bank with the guest's stage 2; only there
 */
public record DomainStages(Kind kind, int guestVmid, int guestBank) {
  /** Which stages. */
  public enum Kind {
    /** Stage 1 alone. */
    FIRST,
    /** Stage 2 alone. */
    SECOND,
    /** Stage 1 of a guest, whose stage 2 is somebody else's. */
    NESTED
  }

  public static final DomainStages FIRST = new DomainStages(Kind.FIRST, 0, 0);
  public static final DomainStages SECOND = new DomainStages(Kind.SECOND, 0, 0);

  /** Of a driver that is in a guest. */
  public static DomainStages inGuest(int vmid, int stage2Bank) {
    return new DomainStages(Kind.NESTED, vmid, stage2Bank);
  }

  boolean isSecond() {
    return kind == Kind.SECOND;
  }

  /** The tables of such a domain, where those of stage 1 have that geometry. */
  public TableGeometry geometry(TableGeometry first) {
    return isSecond() ? TableGeometry.concatenated(first.granuleBits(), first.inputBits()) : first;
  }

  int asid(int bank) {
    return isSecond() ? 0 : bank;
  }

  /** Zero is no machine's. */
  int vmid(int bank) {
    return switch (kind) {
      case FIRST -> 0;
      case SECOND -> bank + 1;
      case NESTED -> guestVmid;
    };
  }

  ContextRegisters registers(long root, TableGeometry geometry, int bank) {
    return switch (kind) {
      case FIRST -> ContextRegisters.stage1(root, geometry, asid(bank));
      case SECOND -> ContextRegisters.stage2(root, geometry, vmid(bank));
      case NESTED -> ContextRegisters.nested(root, geometry, asid(bank), vmid(bank), guestBank);
    };
  }
}
