package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.flow.MapUnmapFlow;
import io.pilsim.flow.MapUnmapMeasures;
import io.pilsim.flow.MapUnmapPlan;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.dma.BufferMaster;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.DeviceUse;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.software.linux.dma.BufferUse;
import io.pilsim.software.linux.dma.DmaBatch;
import io.pilsim.software.linux.dma.DmaBuffer;
import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Threads that map and unmap, the device that reads what they map, and its SMMU, wired. */
final class HotMachine {
  private static final int FIRST_STREAM = 0x1000;
  private static final long OWN_ROOM = 2L << 20;

  final HotChip chip;
  final MapUnmapFlow flow;
  private final HotWorkload workload;
  private final HotDomain domain;
  private final StatGroup unmapStats;

  HotMachine(HotWorkload workload, ModelReader model, RandomStreams random, Simulator sim) {
    this.workload = workload;
    this.chip = new HotChip(model, workload.cpus(), random, sim);
    DmaApiReader reader = new DmaApiReader(model, workload);
    StatGroup map = chip.group("map");
    this.unmapStats = chip.group("unmap");
    HotSmmu smmu = smmu(reader);
    HotSmmu.Space space = smmu.domain("device", FIRST_STREAM);
    int timer = workload.cpus();
    this.domain =
        new HotDomain(
            space,
            chip,
            workload,
            reader,
            new HotDomain.Groups(
                map,
                unmapStats,
                chip.group("iova"),
                chip.group("flush_queue"),
                chip.group("swiotlb"),
                chip.locks),
            new TlbGather(timer, 0));
    MapUnmapPlan plan = plan();
    this.flow = new MapUnmapFlow(plan, new MapUnmapMeasures(map, unmapStats), sim);
    BufferUse use = domain.use();
    Optional<MapUnmapFlow.Device> device = device(space);
    for (int i = 0; i < workload.cpus(); i++) {
      Core core = chip.cores.get(i);
      flow.add(
          new SoftThread(FaultPlan.NONE, core, sim),
          buffers(new TlbGather(i, i)),
          use,
          domain.domain,
          device,
          random.stream("think." + i));
    }
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
        workload.thinkPs());
  }

  private Optional<MapUnmapFlow.Device> device(HotSmmu.Space space) {
    if (workload.device() == DeviceUse.NONE || space.device().isEmpty()) {
      return Optional.empty();
    }
    BufferMaster master =
        new BufferMaster(
            chip.model.count("device.outstanding"),
            (int) chip.model.bytes("device.request"),
            space.device().get(),
            chip.memory.dram,
            chip.sim,
            chip.group("device"));
    return Optional.of(new MapUnmapFlow.Device(master, space.device().get(), FIRST_STREAM));
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
  void takeExposure() {
    domain.exposure.take(unmapStats);
  }
}
