package io.pilsim.platform;

import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.StreamPort;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.software.linux.iommu.TlbInvalidation;
import java.util.Optional;

/** The SMMU of threads that map and unmap: it makes domains, each of one stream. */
interface HotSmmu {
  /**
   * A domain of Linux.
   *
   * @param device where the device's addresses are translated, if a device can be behind it
   */
  record Space(RadixTables tables, TlbInvalidation tlb, Optional<StreamPort> device) {}

  TableGeometry geometry();

  /**
   * @param name in statistics
   * @param streamId of the device, which no other domain has
   * @param tbu that the device is behind
   */
  Space domain(String name, int streamId, int tbu);
}
