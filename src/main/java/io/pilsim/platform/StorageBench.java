package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.flow.BlockReader;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.scenario.DeviceUse;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.InvalidationMode;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.MappingTrait;
import io.pilsim.platform.scenario.Placement;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.platform.scenario.Use;
import io.pilsim.software.linux.dma.DmaBuffer;
import io.pilsim.software.linux.iommu.TlbGather;
import io.pilsim.software.routine.FaultPlan;
import io.pilsim.software.routine.Routine;
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads of blocks from a storage device behind an MMU-500, by one CPU; pages lie scattered. */
public final class StorageBench {
  private static final long LIMIT_PS = 86_400_000_000_000_000L;
  private static final int STREAM = 0x1000;
  private static final int LARGEST_PAGE = 1 << 30;

  private StorageBench() {}

  /**
   * What is read.
   *
   * @param requestBytes of one request, at most
   * @param blockBytes of one block
   * @param blocks of the measurement
   */
  public record Reads(long requestBytes, long blockBytes, long blocks) {}

  /**
   * Bytes per second.
   *
   * @param mode of invalidation; none without translation
   */
  public static double run(ModelTree tree, Reads reads, Optional<InvalidationMode> mode) {
    Simulator sim = EngineKind.DEFAULT.create();
    ModelReader model = tree.reader();
    HotChip chip = new HotChip(model, 1, new RandomStreams(1, 0), sim);
    HotWorkload workload = workload(reads, mode);
    DmaApiReader reader = new DmaApiReader(model, workload);
    HotSmmu.Space space = new HotMmu500(chip, workload, reader).domain("storage", STREAM, 0);
    HotDomain.Groups groups = HotDomain.Groups.of(chip);
    HotDomain domain = new HotDomain(space, chip, workload, reader, groups, new TlbGather(1, 0));
    Routine<DmaBuffer> direct =
        Routine.<DmaBuffer>named("direct").compute("dma_map", reader.dma().map()).build();
    BlockReader cpu =
        new BlockReader(
            new SoftThread("reader", FaultPlan.NONE, chip.cores.get(0), sim),
            requests(chip, reads, model.bytes("linux.page")),
            new CostReader(model).throughput("device.bandwidth"),
            mode.isPresent() ? domain.domain.map() : direct,
            mode.isPresent() ? domain.domain.unmap() : direct,
            sim);
    long tookPs = cpu.readPs(reads.blocks(), LIMIT_PS);
    if (!cpu.isOver()) {
      throw new IllegalStateException("a measurement never came to its end");
    }
    MetricReader.lawful(chip.stats);
    return reads.blocks() * reads.blockBytes() * 1e12 / tookPs;
  }

  private static List<DmaBuffer> requests(HotChip chip, Reads reads, long page) {
    TlbGather gather = new TlbGather(0, 0);
    List<DmaBuffer> requests = new ArrayList<>();
    for (long at = 0; at < reads.blockBytes(); at += reads.requestBytes()) {
      DmaBuffer buffer = new DmaBuffer(gather);
      long bytes = Math.min(reads.requestBytes(), reads.blockBytes() - at);
      buffer.scatter(chip.place(2 * bytes), bytes, page, 2 * page);
      requests.add(buffer);
    }
    return requests;
  }

  private static HotWorkload workload(Reads reads, Optional<InvalidationMode> mode) {
    return new HotWorkload(
        1,
        reads.requestBytes(),
        1,
        1,
        0,
        LARGEST_PAGE,
        Placement.SCATTERED,
        mode.isPresent() ? Stages.STAGE1 : Stages.BYPASS,
        Use.PER_CALL,
        mode.orElse(InvalidationMode.STRICT),
        Maintenance.NATIVE,
        Set.of(MappingTrait.PAGE_AT_A_TIME),
        DeviceUse.NONE,
        false,
        0,
        0);
  }
}
