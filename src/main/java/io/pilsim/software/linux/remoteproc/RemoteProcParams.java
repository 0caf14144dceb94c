package io.pilsim.software.linux.remoteproc;

import java.util.List;

/**
 * One remote processor as its device tree node and driver data describe it.
 *
 * @param name such as {@code adsp}
 * @param pasId how TrustZone knows it
 * @param carveoutBase its memory
 * @param carveoutBytes size of that
 * @param powerDomains proxy votes held from start to handover
 * @param devmemRows of four cells: device address, physical address, size, IOMMU flags
 * @param coalescesDevmem whether rows that adjoin are mapped as one
 */
public record RemoteProcParams(
    String name,
    int pasId,
    long carveoutBase,
    long carveoutBytes,
    int powerDomains,
    List<Long> devmemRows,
    boolean coalescesDevmem) {
  public RemoteProcParams {
    devmemRows = List.copyOf(devmemRows);
  }
}
