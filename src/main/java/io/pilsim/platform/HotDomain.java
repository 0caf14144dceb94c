package io.pilsim.platform;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.software.linux.dma.BounceBuffers;
import io.pilsim.software.linux.dma.BufferUse;
import io.pilsim.software.linux.dma.BufferUses;
import io.pilsim.software.linux.dma.DmaDomain;
import io.pilsim.software.linux.dma.DmaParams;
import io.pilsim.software.linux.dma.Exposure;
import io.pilsim.software.linux.dma.FlushQueue;
import io.pilsim.software.linux.dma.IoPageTable;
import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.linux.iova.IovaAllocator;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.SoftThread;
import io.pilsim.software.routine.Throughput;
import java.util.List;
import java.util.Optional;

/** A domain of the DMA API, wired: tables, addresses, queues and what measures its exposure. */
final class HotDomain {
  /** The groups that the statistics of a domain's parts go to. */
  record Groups(
      StatGroup map,
      StatGroup unmap,
      StatGroup iova,
      StatGroup queue,
      StatGroup bounce,
      StatGroup locks) {
    /** Of the only domain there is. */
    static Groups of(HotChip chip) {
      return new Groups(
          chip.group("map"),
          chip.group("unmap"),
          chip.group("iova"),
          chip.group("flush_queue"),
          chip.group("swiotlb"),
          chip.locks);
    }
  }

  private static final long FIRST_STAGE =
      LeafAttributes.stage1(true, false, LeafAttributes.MemoryType.CACHEABLE);
  private static final long SECOND_STAGE =
      LeafAttributes.stage2(true, true, false, LeafAttributes.MemoryType.CACHEABLE);

  final DmaDomain domain;
  final IovaAllocator iovas;
  final Exposure exposure;
  final HotSmmu.Space space;
  private final HotChip chip;
  private final HotWorkload workload;
  private final DmaApiReader reader;
  private final Groups groups;

  /**
   * @param timerGather of the thread that works when a flush queue's timer is due
   */
  HotDomain(
      HotSmmu.Space space,
      HotChip chip,
      HotWorkload workload,
      DmaApiReader reader,
      Groups groups,
      TlbGather timerGather) {
    this.space = space;
    this.chip = chip;
    this.workload = workload;
    this.reader = reader;
    this.groups = groups;
    DmaParams params = reader.dma();
    List<Long> pages =
        space.tables().geometry().pageSizes().stream()
            .filter(size -> size <= workload.largestPage())
            .toList();
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("workload.page is less than the smallest page there is");
    }
    IoPageTable table =
        new IoPageTable(
            reader.tables(),
            space.tables(),
            pages,
            workload.stages() == Stages.STAGE2 ? SECOND_STAGE : FIRST_STAGE,
            space.tlb(),
            chip.descriptors,
            groups.map());
    long page = pages.get(0);
    long limit = reader.addressLimit();
    this.exposure =
        new Exposure(
            space.tlb(),
            table::lookup,
            page,
            chip.model.has("smmu.base_page_only") && chip.model.flag("smmu.base_page_only"),
            workload.measuresExposure(),
            groups.unmap());
    this.iovas =
        new IovaAllocator(
            reader.iova(),
            chip.topology,
            1,
            limit / page,
            chip.cores.size(),
            chip.sim,
            groups.iova(),
            groups.locks());
    this.domain =
        new DmaDomain(
            params,
            iovas,
            table,
            space.tlb(),
            queue(params, iovas, timerGather),
            bounce(params),
            exposure,
            limit,
            chip.sim,
            groups.map());
  }

  /** What a counter of its maps says. */
  long counted(String name) {
    String path = groups.map().path() + "." + name;
    return ((Counter) groups.map().find(path).orElseThrow().stat()).value();
  }

  private Optional<FlushQueue> queue(DmaParams params, IovaAllocator iovas, TlbGather gather) {
    if (workload.invalidation() == InvalidationMode.STRICT) {
      return Optional.empty();
    }
    boolean single = workload.invalidation() == InvalidationMode.LAZY_SINGLE;
    Core core = chip.cores.get(gather.core());
    return Optional.of(
        new FlushQueue(
            params,
            single ? 1 : chip.cores.size(),
            space.tlb(),
            iovas,
            exposure,
            new SoftThread("flush queue timer", FaultPlan.NONE, core, chip.sim),
            gather,
            chip.sim,
            groups.queue(),
            groups.locks()));
  }

  private Optional<BounceBuffers> bounce(DmaParams params) {
    if (!workload.has(MappingTrait.BOUNCE)) {
      return Optional.empty();
    }
    long bytes = chip.model.bytes("linux.dma.bounce_pool");
    return Optional.of(
        new BounceBuffers(
            params,
            chip.place(bytes),
            bytes,
            chip.cores.size(),
            chip.sim,
            groups.bounce(),
            groups.locks()));
  }

  /** How the workload's driver comes by buffers. */
  BufferUse use() {
    if (workload.stages() == Stages.BYPASS) {
      return BufferUses.direct(reader.dma());
    }
    Throughput copy = new CostReader(chip.model).throughput("cpu.copy_bandwidth");
    return switch (workload.use()) {
      case PER_CALL ->
          workload.batch() > 1 ? BufferUses.batched(domain) : BufferUses.perCall(domain);
      case POOLED ->
          BufferUses.pooled(
              domain,
              reader.poolAccess(),
              workload.cpus() * workload.batch(),
              chip.sim,
              groups.locks());
      case OWN_DOMAIN -> BufferUses.ownDomain(domain);
      case PRE_MAPPED -> BufferUses.preMapped(domain, copy);
    };
  }
}
