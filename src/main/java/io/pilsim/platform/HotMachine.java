package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.Laws;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.engine.stats.Unit;
import io.pilsim.flow.MapUnmapFlow;
import io.pilsim.flow.MapUnmapMeasures;
import io.pilsim.flow.MapUnmapPlan;
import io.pilsim.flow.MeasuredWindow;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.dma.BufferMaster;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.DeviceUse;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.software.linux.dma.BufferUse;
import io.pilsim.software.linux.dma.DmaBatch;
import io.pilsim.software.linux.dma.DmaBuffer;
import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Threads that map and unmap, the device that reads what they map, and its SMMU, wired. */
final class HotMachine {
  private static final int FIRST_STREAM = 0x1000;
  private static final long OWN_ROOM = 2L << 20;

  final HotChip chip;
  final MapUnmapFlow flow;
  private final HotWorkload workload;
  final List<HotDomain> domains = new ArrayList<>();
  private final StatGroup mapStats;
  private final StatGroup unmapStats;

  HotMachine(HotWorkload workload, ModelReader model, RandomStreams random, Simulator sim) {
    this(workload, model, random, sim, smmu -> smmu);
  }

  /**
   * @param driver what stands between Linux and the SMMU's driver
   */
  HotMachine(
      HotWorkload workload,
      ModelReader model,
      RandomStreams random,
      Simulator sim,
      UnaryOperator<HotSmmu> driver) {
    this.workload = workload;
    this.chip =
        new HotChip(model, workload.cpus(), workload.stages() == Stages.NESTED, random, sim);
    DmaApiReader reader = new DmaApiReader(model, workload);
    this.mapStats = chip.group("map");
    this.unmapStats = chip.group("unmap");
    this.flow = new MapUnmapFlow(plan(), measures(mapStats), sim);
    HotSmmu smmu = driver.apply(smmu(reader));
    if (workload.dsps() == 0) {
      shared(smmu, reader);
    } else {
      sessions(smmu, reader);
    }
    chip.confine();
  }

  /** One device, whose domain all threads map for. */
  private void shared(HotSmmu smmu, DmaApiReader reader) {
    HotDomain domain =
        domain(
            smmu.domain("device", FIRST_STREAM, 0),
            reader,
            new HotDomain.Groups(
                mapStats,
                unmapStats,
                chip.group("iova"),
                chip.group("flush_queue"),
                chip.group("swiotlb"),
                chip.locks));
    BufferUse use = domain.use();
    Optional<MapUnmapFlow.Device> device = device(domain.space, FIRST_STREAM, "device");
    for (int i = 0; i < workload.cpus(); i++) {
      add(i, domain, use, device);
    }
  }

  /** A domain, a stream and a context bank for each client, spread over so many DSPs. */
  private void sessions(HotSmmu smmu, DmaApiReader reader) {
    for (int i = 0; i < workload.cpus(); i++) {
      StatGroup stats = chip.group("session" + i);
      int stream = FIRST_STREAM + i;
      HotDomain domain =
          domain(
              smmu.domain("session" + i, stream, i % workload.dsps()),
              reader,
              new HotDomain.Groups(
                  stats.child("map"),
                  stats.child("unmap"),
                  stats.child("iova"),
                  stats.child("flush_queue"),
                  stats.child("swiotlb"),
                  stats.child("lock")));
      add(i, domain, domain.use(), device(domain.space, stream, "dsp_channel" + i));
    }
  }

  private HotDomain domain(HotSmmu.Space space, DmaApiReader reader, HotDomain.Groups groups) {
    TlbGather timer = new TlbGather(workload.cpus(), 0);
    HotDomain domain = new HotDomain(space, chip, workload, reader, groups, timer);
    domains.add(domain);
    Laws laws = groups.unmap().laws();
    laws.equal("every map has its unmap", () -> left(domain.domain.mapped()), () -> 0);
    laws.equal("no page is mapped in the end", () -> left(space.tables().leavesPresent()), () -> 0);
    laws.equal(
        "no TLB holds what a strict unmap took away",
        () -> mayBeStale() ? 0 : domain.exposure.staleReturns(),
        () -> 0);
    return domain;
  }

  /** What threads leave behind that come to their end; one that fails leaves what it has. */
  private long left(long count) {
    return flow.hasFailed() ? 0 : count;
  }

  private void add(
      int index, HotDomain domain, BufferUse use, Optional<MapUnmapFlow.Device> device) {
    Core core = chip.cores.get(index);
    flow.add(
        new SoftThread("client" + index, FaultPlan.NONE, core, chip.sim),
        buffers(new TlbGather(index, index)),
        use,
        domain.domain,
        device,
        chip.random.stream("think." + index));
  }

  private HotSmmu smmu(DmaApiReader reader) {
    return switch (chip.model.choice("smmu.architecture", DmaSmmu.Architecture.class)) {
      case V2 -> {
        if (workload.maintenance() == Maintenance.QUEUE_PER_CPU) {
          throw new BadInputException(
              "workload.maintenance: queue-per-cpu needs a platform with smmu.architecture v3");
        }
        yield new HotMmu500(chip, workload, reader);
      }
      case V3 -> new HotSmmuV3(chip, workload, reader);
    };
  }

  private MapUnmapMeasures measures(StatGroup map) {
    return new MapUnmapMeasures(
        map, unmapStats, this::mayBeStale, new MeasuredWindow(chip.stats, workload.cpus()));
  }

  /** Whether anything lets TLBs keep what an unmap that has returned took away. */
  private boolean mayBeStale() {
    return workload.invalidation() != InvalidationMode.STRICT
        || (chip.model.has("smmu.base_page_only") && chip.model.flag("smmu.base_page_only"))
        || gaveUp();
  }

  /** Whether the driver has given up a sync. */
  private boolean gaveUp() {
    for (StatGroup group : chip.stats) {
      if (group.find("iommu.sync_timeouts").map(entry -> entry.stat()).orElse(null)
              instanceof Counter timeouts
          && timeouts.value() > 0) {
        return true;
      }
    }
    return false;
  }

  private MapUnmapPlan plan() {
    long distance =
        switch (workload.device()) {
          case NONE -> 0;
          case TOUCH -> 4096;
          case READ -> chip.model.bytes("device.request");
        };
    return new MapUnmapPlan(
        workload.warmupPairs(),
        workload.pairs(),
        distance,
        workload.lateReads(),
        workload.thinkPs(),
        workload.has(MappingTrait.FILL)
            ? Optional.of(new CostReader(chip.model).throughput("cpu.fill_bandwidth"))
            : Optional.empty(),
        workload.has(MappingTrait.FILL) ? refillPs() : 0);
  }

  /**
   * A thread that fills more pages than a core's TLB holds, the kernel's own counted, finds none of
   * those in it. The kernel maps all memory by pages, so that it can protect each.
   */
  private long refillPs() {
    long pages = workload.batch() * workload.bufferBytes() / chip.model.bytes("linux.page");
    int used = chip.model.count("linux.dma.pages_used");
    boolean evicted = pages + used > chip.model.count("cpu.tlb.entries");
    return evicted ? used * chip.model.durationPs("cpu.tlb.walk") : 0;
  }

  private Optional<MapUnmapFlow.Device> device(HotSmmu.Space space, int streamId, String name) {
    if (workload.device() == DeviceUse.NONE || space.device().isEmpty()) {
      return Optional.empty();
    }
    DmaSmmu.Port port = space.device().get();
    BufferMaster master =
        new BufferMaster(
            chip.model.count("device.outstanding"),
            (int) chip.model.bytes("device.request"),
            port.addresses(),
            port.data(),
            chip.sim,
            chip.group(name));
    return Optional.of(new MapUnmapFlow.Device(master, port.addresses(), streamId));
  }

  private DmaBatch buffers(TlbGather gather) {
    List<DmaBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < workload.batch(); i++) {
      DmaBuffer buffer = new DmaBuffer(gather);
      place(buffer);
      long room = Long.highestOneBit(2 * Math.max(workload.bufferBytes(), OWN_ROOM) - 1);
      buffer.chooseAddress((1L + (long) gather.thread() * workload.batch() + i) * room);
      buffers.add(buffer);
    }
    return new DmaBatch(buffers);
  }

  private void place(DmaBuffer buffer) {
    long bytes = workload.bufferBytes();
    long page = chip.model.bytes("linux.page");
    if (workload.placement() == Placement.SCATTERED) {
      long piece = Math.min(page, bytes);
      buffer.scatter(chip.place((bytes + page - 1) / page * 2 * page), bytes, piece, 2 * page);
    } else if (workload.placement() == Placement.SKEWED) {
      buffer.place(chip.place(bytes + page) + page, bytes);
    } else {
      buffer.place(chip.place(bytes), bytes);
    }
  }

  /** To be called once, when the run is over. */
  void takeTotals() {
    if (workload.dsps() > 0) {
      total("maps", "buffers mapped, by all sessions");
      total("unmaps", "buffers unmapped, by all sessions");
      total("leaf_ptes", "leaf descriptors written, by all sessions");
    }
    if (workload.measuresExposure()) {
      long most = 0;
      for (HotDomain each : domains) {
        most += each.exposure.mostBytes();
      }
      unmapStats
          .sample(
              "exposed_bytes_max", Unit.BYTES, "most bytes reachable after their unmap returned")
          .take(most);
    }
  }

  private void total(String name, String description) {
    long sum = 0;
    for (HotDomain each : domains) {
      sum += each.counted(name);
    }
    mapStats.sample(name, Unit.COUNT, description).take(sum);
  }
}
