package io.pilsim.software.linux.iommu;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Latency;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TablePages;
import io.pilsim.hardware.smmu.v2.Mmu500;
import io.pilsim.software.linux.KernelTrace;
import io.pilsim.software.routine.SpinLock;
import java.util.BitSet;
import java.util.Optional;

/**
 * What the driver of one SMMU keeps: its context banks and stream map entries, and how its tables
 * look.
 *
 * <p>Source: Linux 6.18, drivers/iommu/arm/arm-smmu/arm-smmu.c.
 */
public final class SmmuDriver {
  static final int NONE = -1;

  final IommuParams params;
  final TableGeometry geometry;
  final PageSizes pageSizes;
  final PhysicalMemory memory;
  final TablePages pages;
  final Mmu500 smmu;
  final KernelTrace trace;
  final Simulator sim;
  final StatGroup stats;
  final Counter syncTimeouts;
  final Counter syncs;
  final Latency syncTime;
  private Optional<SpinLock> globalSyncLock = Optional.empty();
  private final BitSet banks;
  private final BitSet streams;

  /**
   * @param geometry of the domains' tables; its granule is the kernel's page where the SMMU has it
   * @param stats the group {@code iommu}
   */
  public SmmuDriver(
      IommuParams params,
      TableGeometry geometry,
      PhysicalMemory memory,
      TablePages pages,
      Mmu500 smmu,
      KernelTrace trace,
      Simulator sim,
      StatGroup stats) {
    this.params = params;
    this.trace = trace;
    this.geometry = geometry;
    this.pageSizes = new PageSizes(geometry.pageSizes());
    this.memory = memory;
    this.pages = pages;
    this.smmu = smmu;
    this.sim = sim;
    this.stats = stats;
    this.syncs = stats.counter("syncs", "invalidations waited for");
    this.syncTimeouts = stats.counter("sync_timeouts", "waits given up after about a second");
    this.syncTime = stats.latency("sync_time", "TLBSYNC written to status seen idle");
    this.banks = new BitSet(smmu.contextBanks());
    this.streams = new BitSet(smmu.streamMapGroups());
  }

  public Mmu500 smmu() {
    return smmu;
  }

  /** The lock around syncs of everything, which only domains of stage 2 ask for. */
  SpinLock globalSyncLock() {
    if (globalSyncLock.isEmpty()) {
      globalSyncLock =
          Optional.of(new SpinLock("global_sync", sim, stats.child("global_sync_lock")));
    }
    return globalSyncLock.get();
  }

  /** A free context bank, or {@link #NONE}. */
  public int takeBank() {
    return take(banks, smmu.contextBanks());
  }

  void giveBank(int bank) {
    banks.clear(bank);
  }

  /** A free stream map entry, or {@link #NONE}. */
  public int takeStream() {
    return take(streams, smmu.streamMapGroups());
  }

  public int banksInUse() {
    return banks.cardinality();
  }

  private static int take(BitSet used, int size) {
    int free = used.nextClearBit(0);
    if (free >= size) {
      return NONE;
    }
    used.set(free);
    return free;
  }
}
