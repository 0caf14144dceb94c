package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.Cycles;

/**
 * An SMMUv3 with its device interfaces.
 *
 * @param toSmmu latency of the link from an interface, one message a cycle: at least one
 * @param fromSmmu latency of the link back, the same
 * @param translationSlots translations that all interfaces together may have in the SMMU
 * @param walkSlots walks at the same time
 * @param requestPortBytes beat of the port to memory, which walks and data share
 * @param tlb of the SMMU itself, shared by all interfaces
 * @param ipaCache intermediate to physical addresses
 */
public record SmmuV3Params(
    DeviceInterfaceParams deviceInterface,
    Cycles toSmmu,
    Cycles fromSmmu,
    int translationSlots,
    int walkSlots,
    int requestPortBytes,
    LookupParams tlb,
    LookupParams configCache,
    LookupParams ipaCache,
    WalkCacheParams walkCache,
    Quirks quirks) {
  public SmmuV3Params {
    if (toSmmu.count() < 1 || fromSmmu.count() < 1) {
      throw new IllegalArgumentException("the links to and from the SMMU take a cycle at least");
    }
  }
}
