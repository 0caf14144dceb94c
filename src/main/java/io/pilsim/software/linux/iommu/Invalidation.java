package io.pilsim.software.linux.iommu;

import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SpinLock;
import java.util.function.Function;

/**
 * TLB maintenance of one domain by register writes: TLBIVAL for each leaf, TLBIASID for a removed
 * table or all of it, and the wait for TLBSYNC under the context's lock. All of a domain of stage 2
 * is TLBIVMID and a sync of everything, under the one lock of all contexts.
 *
 * <p><b>Models:</b> a wait given up after about a second, which then returns as if done.
 *
 * <p><b>Does not model:</b> the secure registers read and logged when a wait is given up.
 *
 * <p>Source: Linux 6.18, drivers/iommu/arm/arm-smmu/arm-smmu.c and arm-smmu-qcom.c.
 */
final class Invalidation {
  private final IommuDomain domain;
  private final SmmuDriver driver;
  private final SyncPoll flushPoll = new SyncPoll();
  private long syncFromPs;

  Invalidation(IommuDomain domain) {
    this.domain = domain;
    this.driver = domain.driver;
  }

  /** TLBIASID and a sync. */
  <F> Routine<F> flushAll(String name) {
    return Routine.<F>named(name)
        .compute("write_tlbiasid", driver.params.mmioWrite())
        .act("invalidate_asid", f -> invalidateAsid())
        .call(sync(f -> flushPoll), f -> f)
        .build();
  }

  /** Writes TLBSYNC and polls until it is over. */
  <F> Routine<F> sync(Function<F, SyncPoll> poll) {
    return sync(poll, domain.contextLock, false);
  }

  /** Writes sTLBGSYNC and polls until it is over. */
  <F> Routine<F> globalSync(Function<F, SyncPoll> poll) {
    return sync(poll, driver.globalSyncLock(), true);
  }

  private <F> Routine<F> sync(Function<F, SyncPoll> poll, SpinLock lock, boolean global) {
    Routine<F> udelay =
        Routine.<F>named("udelay")
            .work("delay", driver.params.syncDelay().modelPath(), f -> delayPs(poll.apply(f)))
            .build();
    Routine<F> look =
        Routine.<F>named("poll")
            .compute("read_tlbstatus", driver.params.mmioRead())
            .act("look", f -> look(poll.apply(f), global))
            .callIf(f -> poll.apply(f).isToDelay(), udelay, f -> f)
            .build();
    return Routine.<F>named("tlb_sync")
        .acquire(lock)
        .compute("write_tlbsync", driver.params.mmioWrite())
        .act("start", f -> start(poll.apply(f), global))
        .callWhile(f -> poll.apply(f).isWaiting(), look, f -> f)
        .release(lock)
        .act("note", f -> noteSync())
        .build();
  }

  int invalidateAsid() {
    driver.smmu.tlbiAsid(domain.bank(), domain.asid());
    domain.invalidated(1);
    return 0;
  }

  int invalidateVmid() {
    driver.smmu.tlbiVmid(domain.vmid());
    domain.invalidated(1);
    return 0;
  }

  private long delayPs(SyncPoll poll) {
    return poll.delayPs(driver.params.syncDelay().fixedPs());
  }

  private int start(SyncPoll poll, boolean global) {
    syncFromPs = driver.sim.nowPs();
    if (global) {
      driver.smmu.startGlobalSync();
    } else {
      driver.smmu.startSync(domain.bank());
    }
    poll.begin();
    return 0;
  }

  private int look(SyncPoll poll, boolean global) {
    boolean active =
        global ? driver.smmu.globalSyncActive() : driver.smmu.syncActive(domain.bank());
    if (poll.look(active)) {
      driver.syncTimeouts.increment();
    }
    return 0;
  }

  private int noteSync() {
    driver.syncs.increment();
    domain.synced();
    driver.syncTime.record(driver.sim.nowPs() - syncFromPs);
    return 0;
  }
}
