package io.pilsim.hardware.smmu.v2;

import io.pilsim.hardware.smmu.TableGeometry;

/**
 * What software writes into a context bank (CBAR, TCR, TTBR0, ACTLR).
 *
 * @param type which stages translate
 * @param ttbr0 the root table; of stage 1 unless the bank is for stage 2 alone
 * @param geometry of those tables
 * @param asid tags the entries of stage 1
 * @param vmid tags all entries
 * @param stage2Bank the bank with the second stage of a nested one
 * @param macroTlb whether translations are kept in the macro TLB (ACTLR.CMTLB)
 * @param prefetch whether the next page is fetched ahead (ACTLR.CPRE)
 */
public record ContextRegisters(
    ContextType type,
    long ttbr0,
    TableGeometry geometry,
    int asid,
    int vmid,
    int stage2Bank,
    boolean macroTlb,
    boolean prefetch) {
  private static final int NO_BANK = -1;

  public ContextRegisters {
    if (asid < 0 || asid > 0xffff || vmid < 0 || vmid > 0xffff) {
      throw new IllegalArgumentException("ASID and VMID have 16 bits: " + asid + ", " + vmid);
    }
  }

  /** Stage 1 alone, as Linux sets up a device's domain. */
  public static ContextRegisters stage1(long ttbr0, TableGeometry geometry, int asid) {
    return new ContextRegisters(ContextType.STAGE1, ttbr0, geometry, asid, 0, NO_BANK, true, false);
  }

  /** Stage 2 alone, as a hypervisor sets up a device of its guest. */
  public static ContextRegisters stage2(long vttbr, TableGeometry geometry, int vmid) {
    return new ContextRegisters(ContextType.STAGE2, vttbr, geometry, 0, vmid, NO_BANK, true, false);
  }

  /** Stage 1 whose output, tables included, another bank's stage 2 translates. */
  public static ContextRegisters nested(
      long ttbr0, TableGeometry geometry, int asid, int vmid, int stage2Bank) {
    return new ContextRegisters(
        ContextType.NESTED, ttbr0, geometry, asid, vmid, stage2Bank, true, false);
  }

  /** The same with other implementation-defined choices. */
  public ContextRegisters with(boolean macroTlb, boolean prefetch) {
    return new ContextRegisters(type, ttbr0, geometry, asid, vmid, stage2Bank, macroTlb, prefetch);
  }
}
