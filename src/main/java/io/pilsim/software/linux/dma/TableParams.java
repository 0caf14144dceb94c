package io.pilsim.software.linux.dma;

import io.pilsim.software.routine.Cost;

/**
 * What the page-table code of a kernel costs.
 *
 * @param mapCall one call of {@code map_pages}, or of {@code map} for each page
 * @param unmapCall one call of {@code unmap_pages}, or of {@code unmap} for each page
 * @param writePte one leaf descriptor
 * @param clearPte one leaf descriptor found and cleared
 * @param allocateTable one table page, zeroed, and its descriptor installed
 * @param freeTable one table page given back
 * @param barrier at the end of a call
 * @param pageAtATime the interface before Linux 5.15: a call for each page
 * @param contiguousHint runs of pages that one TLB entry may cover are marked so
 */
public record TableParams(
    Cost mapCall,
    Cost unmapCall,
    Cost writePte,
    Cost clearPte,
    Cost allocateTable,
    Cost freeTable,
    Cost barrier,
    boolean pageAtATime,
    boolean contiguousHint) {}
