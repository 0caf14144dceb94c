package io.pilsim.software.hypervisor;

import io.pilsim.software.routine.Cost;

/**
 * What the hypervisor adds to a call that it traps.
 *
 * @param entry from the trapped instruction to the handler
 * @param exit from the handler back to the caller
 * @param inspect looking at the call and deciding what to do with it
 * @param splitBlock one block of the normal world's stage 2 replaced by a table
 * @param clearPte one stage-2 descriptor cleared or written
 * @param tlbiIpa one invalidation by intermediate address, broadcast and waited for
 * @param writePte one descriptor of the processor's own SMMU tables
 * @param allocateTable one table page
 * @param mapCall one run of pages mapped for the processor
 * @param mmioWrite one SMMU register written
 * @param mmioRead one read
 * @param metadataWindow bytes that it lets TrustZone see of the metadata's buffer
 */
public record QheeParams(
    Cost entry,
    Cost exit,
    Cost inspect,
    Cost splitBlock,
    Cost clearPte,
    Cost tlbiIpa,
    Cost writePte,
    Cost allocateTable,
    Cost mapCall,
    Cost mmioWrite,
    Cost mmioRead,
    long metadataWindow) {}
