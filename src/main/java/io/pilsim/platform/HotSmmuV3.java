package io.pilsim.platform;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.v3.CommandError;
import io.pilsim.hardware.smmu.v3.CommandQueueListener;
import io.pilsim.hardware.smmu.v3.CommandQueueParams;
import io.pilsim.hardware.smmu.v3.CommandQueuePort;
import io.pilsim.hardware.smmu.v3.SmmuV3;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.smmu.SmmuV3Model;
import io.pilsim.software.linux.smmuv3.CommandQueue;
import io.pilsim.software.linux.smmuv3.CommandQueueTlb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An SMMUv3 whose domains are invalidated by commands. No device is behind it. */
final class HotSmmuV3 implements HotSmmu {
  private final HotChip chip;
  private final HotWorkload workload;
  private final DmaApiReader reader;
  private final TableGeometry geometry;
  private final List<CommandQueue> queues = new ArrayList<>();
  private final TopologyParams topology;
  private final StatGroup stats;
  private int domains;

  HotSmmuV3(HotChip chip, HotWorkload workload, DmaApiReader reader) {
    this.chip = chip;
    this.workload = workload;
    this.reader = reader;
    this.geometry = Kernel.geometry(new LinuxReader(chip.model));
    this.topology = chip.topology;
    this.stats = chip.group("cmdq");
    SmmuV3 smmu =
        new SmmuV3(
            SmmuV3Model.params(chip.model),
            SmmuV3Model.clock(chip.model),
            chip.memory.dram,
            chip.memory.dram,
            chip.memory.content,
            cache -> chip.random.stream("smmu." + cache)::nextInt,
            chip.sim,
            chip.group("smmu"));
    boolean perCpu = workload.maintenance() == Maintenance.QUEUE_PER_CPU;
    StatGroup lines = chip.lines;
    for (int i = 0; i < (perCpu ? workload.cpus() : 1); i++) {
      queues.add(
          queue(
              smmu,
              i,
              perCpu ? stats.child("q" + i) : stats,
              perCpu ? lines.child("q" + i) : lines));
    }
  }

  private CommandQueue queue(SmmuV3 smmu, int number, StatGroup group, StatGroup lines) {
    ModelReader model = chip.model;
    int log2 = model.count("linux.smmuv3.queue_log2");
    CommandQueueParams params =
        new CommandQueueParams(
            model.count("linux.smmuv3.fetch"),
            model.cycles("linux.smmuv3.execute"),
            model.cycles("linux.smmuv3.sync"));
    Told told = new Told();
    long ring = chip.tables.allocate((long) CommandQueuePort.ENTRY_BYTES << log2);
    CommandQueuePort port = smmu.addCommandQueue(params, ring, log2, told);
    told.queue =
        Optional.of(
            new CommandQueue(
                port, topology, chip.random.stream("cmdq." + number), chip.sim, group, lines));
    return told.queue.get();
  }

  @Override
  public TableGeometry geometry() {
    return geometry;
  }

  @Override
  public Space domain(String name, int streamId, int tbu) {
    domains++;
    RadixTables tables = new RadixTables(geometry, chip.memory.content, chip.tables);
    List<Integer> cores = new ArrayList<>();
    for (int i = 0; i < workload.cpus(); i++) {
      cores.add(i);
    }
    cores.add(0); // the timer of a flush queue
    CommandQueueTlb tlb =
        new CommandQueueTlb(
            reader.queue(),
            queues,
            cores,
            topology.coresPerNode(),
            domains,
            geometry.pageSizes().get(0),
            chip.sim,
            stats.child(name));
    return new Space(tables, tlb, Optional.empty());
  }

  /** Passes on what the SMMU tells to the driver's queue, which is made after the SMMU's. */
  private static final class Told implements CommandQueueListener {
    private Optional<CommandQueue> queue = Optional.empty();

    @Override
    public void consumed(int consumer) {
      queue.orElseThrow().consumed(consumer);
    }

    @Override
    public void synced(int index) {
      queue.orElseThrow().synced(index);
    }

    @Override
    public void stopped(CommandError error) {
      queue.orElseThrow().stopped(error);
    }
  }
}
