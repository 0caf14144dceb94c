package io.pilsim.flow;

import io.pilsim.engine.stats.Sample;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.software.linux.iommu.UnmapWork;

/** What a shutdown costs in the SMMU: device memory and the end of the domain included. */
public final class UnmapMeasures {
  private final Sample calls;
  private final Sample leaves;
  private final Sample invalidations;
  private final Sample syncs;

  /**
   * @param stats the group {@code shutdown.NAME.unmap}
   */
  public UnmapMeasures(StatGroup stats) {
    this.calls = stats.sample("calls", Unit.COUNT, "calls of unmap_pages");
    this.leaves = stats.sample("leaf_ptes", Unit.COUNT, "page and block descriptors cleared");
    this.invalidations = stats.sample("tlbi", Unit.COUNT, "invalidations, the domain's included");
    this.syncs = stats.sample("tlb_syncs", Unit.COUNT, "waits for invalidations");
  }

  void take(UnmapWork work) {
    calls.take(work.calls());
    leaves.take(work.leaves());
    invalidations.take(work.invalidations());
    syncs.take(work.syncs());
  }
}
