package io.pilsim.software.linux.smmuv3;

import io.pilsim.hardware.smmu.v3.Command;

/**
 * What tags a domain's translations in an SMMUv3, and which commands remove them: those of an
 * address space at stage 1, within the driver's own machine, or those of a machine at stage 2.
 *
 * @param stage2 whether its addresses are intermediate ones
 * @param vmid of the machine
 * @param asid of the address space; 0 at stage 2
 */
public record DomainTag(boolean stage2, int vmid, int asid) {
  /** Stage 1; of VMID 0 unless the driver is in a guest. */
  public static DomainTag stage1(int vmid, int asid) {
    return new DomainTag(false, vmid, asid);
  }

  public static DomainTag stage2(int vmid) {
    return new DomainTag(true, vmid, 0);
  }

  /** First word of CMD_TLBI_NH_VA, or of CMD_TLBI_S2_IPA. */
  long byAddress() {
    return stage2 ? Command.tlbiS2Ipa(vmid) : Command.tlbiNhVa(vmid, asid);
  }

  /** CMD_TLBI_NH_ASID, or CMD_TLBI_S12_VMALL. */
  long everything() {
    return stage2 ? Command.tlbiS12VmAll(vmid) : Command.tlbiNhAsid(vmid, asid);
  }
}
