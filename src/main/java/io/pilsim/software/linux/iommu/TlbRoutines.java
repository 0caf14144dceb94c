package io.pilsim.software.linux.iommu;

import io.pilsim.software.routine.Routine;

/**
 * The routines of {@link TlbInvalidation}.
 *
 * @param addPages after a run of leaves has been cleared
 * @param sync at the end of an unmap
 * @param flushWalk after a table has been removed
 * @param flushAll at the end of a domain, or of a time of laziness
 */
public record TlbRoutines(
    Routine<TlbGather> addPages,
    Routine<TlbGather> sync,
    Routine<TlbGather> flushWalk,
    Routine<TlbGather> flushAll) {}
