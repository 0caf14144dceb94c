package io.pilsim.software.linux.iommu;

import io.pilsim.software.routine.Cost;

/**
 * How the driver of an SMMUv2 invalidates.
 *
 * @param writeTlbi one TLBIVA or TLBIVAL as the core sees it
 * @param flushContext one TLBIASID as the core sees it
 * @param flushWalkByContext a removed table is answered by one TLBIASID, and not by one TLBIVA for
 *     each page below it
 * @param leavesOnly a cleared leaf is answered by TLBIVAL, which leaves what walks have come
 *     through in the walk caches, and not by TLBIVA
 */
public record ContextTlbParams(
    Cost writeTlbi, Cost flushContext, boolean flushWalkByContext, boolean leavesOnly) {}
