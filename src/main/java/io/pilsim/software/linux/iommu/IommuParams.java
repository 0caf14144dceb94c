package io.pilsim.software.linux.iommu;

import io.pilsim.software.routine.Cost;

/**
 * What the kernel's IOMMU layer and its page-table code cost.
 *
 * @param domainAllocate a paging domain and its context bank, tables and registers apart
 * @param mapCall one call of {@code map_pages}
 * @param unmapCall one call of {@code unmap_pages}
 * @param writePte one leaf descriptor
 * @param clearPte one leaf descriptor found and cleared
 * @param allocateTable one table page, zeroed, and its descriptor installed
 * @param freeTable one table page given back
 * @param barrier the {@code wmb} at the end of a call
 * @param requestIrq a context bank's interrupt, requested or freed
 * @param mmioWrite one register write as the core sees it
 * @param mmioRead one register read
 * @param syncDelay the first delay between looks at a sync that is not over; each next one is twice
 *     as long
 * @param perPageInvalidation one TLBI for each 4 KiB of a block, for an SMMU that drops only a
 *     block's base page
 */
public record IommuParams(
    Cost domainAllocate,
    Cost mapCall,
    Cost unmapCall,
    Cost writePte,
    Cost clearPte,
    Cost allocateTable,
    Cost freeTable,
    Cost barrier,
    Cost requestIrq,
    Cost mmioWrite,
    Cost mmioRead,
    Cost syncDelay,
    boolean perPageInvalidation) {}
