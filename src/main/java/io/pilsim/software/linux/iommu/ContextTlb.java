package io.pilsim.software.linux.iommu;

import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.software.routine.Routine;

/**
 * TLB maintenance of a domain by the registers of its context bank.
 *
 * <p><b>Models:</b> one TLBIVAL for each leaf as it is cleared, or for each 4 KiB of it; TLBIASID
 * or a TLBIVA for each page when a table is removed; one TLBSYNC for each unmap, under the
 * context's lock with interrupts off. Of a domain of stage 2: TLBIIPAS2L for each leaf, TLBIIPAS2
 * for each page of a removed table whatever the driver prefers, TLBIVMID and a sync of everything
 * for all of it.
 *
 * <p>Source: Linux 6.18, drivers/iommu/arm/arm-smmu/arm-smmu.c; flow.md 3.2.
 */
public final class ContextTlb implements TlbInvalidation {
  private static final long SMALL_PAGE = 4096;

  private final ContextTlbParams params;
  private final IommuDomain domain;
  private final boolean perPage;
  private final long entries;
  private final Latency irqsOff;
  private final TlbRoutines routines;

  /**
   * @param stats the group {@code iommu}, or one of its own
   */
  public ContextTlb(ContextTlbParams params, IommuDomain domain, StatGroup stats) {
    this.params = params;
    this.domain = domain;
    this.irqsOff = stats.latency("irqs_off", "interrupts off: the context's lock and a sync");
    this.perPage = domain.driver.params.perPageInvalidation();
    this.entries = domain.driver.geometry.entries(TableGeometry.LAST_LEVEL);
    Invalidation invalidation = new Invalidation(domain);
    boolean second = domain.stages.isSecond();
    Routine<TlbGather> addPages =
        Routine.<TlbGather>named("tlb_add_pages")
            .work(
                second ? "write_tlbiipas2l" : "write_tlbival",
                params.writeTlbi().modelPath(),
                this::leavesPs)
            .act("invalidate", this::invalidateLeaves)
            .build();
    Routine<TlbGather> sync =
        quiet("iotlb_sync", invalidation.<TlbGather>sync(gather -> gather.poll));
    Routine<TlbGather> flushAll =
        second ? flushMachine(invalidation) : flushSpace(invalidation, sync);
    Routine<TlbGather> byPage =
        Routine.<TlbGather>named("flush_walk")
            .work(
                second ? "write_tlbiipas2" : "write_tlbiva",
                params.writeTlbi().modelPath(),
                this::tablePs)
            .act("invalidate", this::invalidateTable)
            .call(sync, gather -> gather)
            .build();
    Routine<TlbGather> flushWalk = params.flushWalkByContext() && !second ? flushAll : byPage;
    this.routines = new TlbRoutines(addPages, sync, flushWalk, flushAll);
  }

  private Routine<TlbGather> flushSpace(Invalidation invalidation, Routine<TlbGather> sync) {
    return Routine.<TlbGather>named("flush_all")
        .compute("write_tlbiasid", params.flushContext())
        .act("invalidate_asid", gather -> invalidation.invalidateAsid())
        .call(sync, gather -> gather)
        .build();
  }

  private Routine<TlbGather> flushMachine(Invalidation invalidation) {
    Routine<TlbGather> everything = invalidation.globalSync(gather -> gather.poll);
    return Routine.<TlbGather>named("flush_all")
        .compute("write_tlbivmid", params.flushContext())
        .act("invalidate_vmid", gather -> invalidation.invalidateVmid())
        .call(quiet("global_sync", everything), gather -> gather)
        .build();
  }

  /** A sync with interrupts off. */
  private Routine<TlbGather> quiet(String name, Routine<TlbGather> sync) {
    return Routine.<TlbGather>named(name)
        .act("irqs_off", this::irqsOff)
        .call(sync, gather -> gather)
        .act("irqs_on", this::irqsOn)
        .build();
  }

  @Override
  public TlbRoutines routines() {
    return routines;
  }

  @Override
  public boolean holds(long iova) {
    return domain.driver.smmu.holds(domain.bank(), iova);
  }

  private int irqsOff(TlbGather gather) {
    gather.irqsOffFromPs = domain.driver.sim.nowPs();
    return 0;
  }

  private int irqsOn(TlbGather gather) {
    irqsOff.record(domain.driver.sim.nowPs() - gather.irqsOffFromPs);
    return 0;
  }

  private long leavesPs(TlbGather gather) {
    return params.writeTlbi().timesPs(writes(gather));
  }

  private long writes(TlbGather gather) {
    return perPage ? gather.page / SMALL_PAGE * gather.leaves : gather.leaves;
  }

  private int invalidateLeaves(TlbGather gather) {
    long writes = writes(gather);
    write(gather.iova, gather.page * gather.leaves / writes, writes, params.leavesOnly());
    return 0;
  }

  private long tablePs(TlbGather gather) {
    return params.writeTlbi().timesPs(entries);
  }

  private int invalidateTable(TlbGather gather) {
    write(gather.iova, gather.page / entries, entries, false);
    return 0;
  }

  private void write(long iova, long stride, long writes, boolean lastLevelOnly) {
    for (long i = 0; i < writes; i++) {
      domain.driver.smmu.tlbiVa(domain.bank(), iova + i * stride, domain.asid(), lastLevelOnly);
    }
  }
}
