package io.pilsim.software.linux.iommu;

import io.pilsim.software.routine.Routine;

/** How the driver of an SMMU removes translations of one domain from its TLBs. */
public interface TlbInvalidation {
  TlbRoutines routines();

  /** A run of leaves has been cleared, and is not left to a later flush of everything. */
  default Routine<TlbGather> addPages() {
    return routines().addPages();
  }

  /** The unmap is over: everything added so far must be gone when this returns. */
  default Routine<TlbGather> sync() {
    return routines().sync();
  }

  /** The table below the entry just cleared is removed; what it held must be gone on return. */
  default Routine<TlbGather> flushWalk() {
    return routines().flushWalk();
  }

  /** Everything of the domain must be gone on return. */
  default Routine<TlbGather> flushAll() {
    return routines().flushAll();
  }

  /** Whether a TLB still translates an address, as far as this driver's SMMU can tell. */
  boolean holds(long iova);
}
