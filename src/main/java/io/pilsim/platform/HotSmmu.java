package io.pilsim.platform;

import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.software.linux.iommu.TlbInvalidation;
import java.util.Optional;

/** The SMMU of threads that map and unmap: it makes domains, each of one stream. */
interface HotSmmu {
  /**
   * A domain of Linux.
   *
   * @param device the way of its device to memory, if it has one
   */
  record Space(RadixTables tables, TlbInvalidation tlb, Optional<DmaSmmu.Port> device) {}

  /**
   * Makes one.
   *
   * @param name in statistics
   * @param streamId of the device, which no other domain has
   * @param tbu that the device is behind
   */
  Space domain(String name, int streamId, int tbu);
}
