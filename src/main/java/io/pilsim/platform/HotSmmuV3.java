package io.pilsim.platform;

import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.hardware.dma.InterfacePort;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.v3.CommandError;
import io.pilsim.hardware.smmu.v3.CommandQueueListener;
import io.pilsim.hardware.smmu.v3.CommandQueueParams;
import io.pilsim.hardware.smmu.v3.CommandQueuePort;
import io.pilsim.hardware.smmu.v3.DeviceInterface;
import io.pilsim.hardware.smmu.v3.SmmuV3;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.DeviceUse;
import io.pilsim.platform.scenario.HotWorkload;
import io.pilsim.platform.scenario.Maintenance;
import io.pilsim.platform.scenario.Stages;
import io.pilsim.platform.smmu.SmmuV3Model;
import io.pilsim.software.linux.smmuv3.CommandQueue;
import io.pilsim.software.linux.smmuv3.CommandQueueTlb;
import io.pilsim.software.linux.smmuv3.DomainTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * An SMMUv3 whose domains are invalidated by commands. Where devices use buffers, each has a device
 * interface, and its stream an entry in the stream table.
 */
final class HotSmmuV3 implements HotSmmu {
  private final HotChip chip;
  private final HotWorkload workload;
  private final DmaApiReader reader;
  private final TableGeometry geometry;
  private final List<CommandQueue> queues = new ArrayList<>();
  private final TopologyParams topology;
  private final StatGroup stats;
  private final SmmuV3 smmu;
  private final Optional<StreamEntries> streams;
  private final List<DeviceInterface> interfaces = new ArrayList<>();
  private int domains;

  HotSmmuV3(HotChip chip, HotWorkload workload, DmaApiReader reader) {
    this.chip = chip;
    this.workload = workload;
    this.reader = reader;
    this.geometry = Kernel.geometry(new LinuxReader(chip.model));
    this.topology = chip.topology;
    this.stats = chip.group("cmdq");
    this.smmu =
        new SmmuV3(
            SmmuV3Model.params(chip.model),
            SmmuV3Model.clock(chip.model),
            chip.memory.dram,
            InterfacePort.outside(chip.memory.dram, chip.sim),
            chip.memory.content,
            cache -> chip.random.stream("smmu." + cache)::nextInt,
            chip.sim,
            chip.group("smmu"));
    this.streams = workload.device() == DeviceUse.NONE ? Optional.empty() : Optional.of(devices());
    boolean perCpu = workload.maintenance() == Maintenance.QUEUE_PER_CPU;
    StatGroup lines = chip.lines;
    for (int i = 0; i < (perCpu ? workload.cpus() : 1); i++) {
      queues.add(
          queue(i, perCpu ? stats.child("q" + i) : stats, perCpu ? lines.child("q" + i) : lines));
    }
  }

  private StreamEntries devices() {
    int most = chip.model.count("smmu.tbus");
    for (int i = 0; i < Math.min(most, Math.max(1, workload.dsps())); i++) {
      interfaces.add(smmu.addInterface());
    }
    new EventLog(smmu, chip.tables, chip.model.count("smmu.event_queue"), chip.faultLog);
    return new StreamEntries(smmu, chip.memory.content, chip.tables);
  }

  private CommandQueue queue(int number, StatGroup group, StatGroup lines) {
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
  public Space domain(String name, int streamId, int tbu) {
    domains++;
    boolean second = workload.stages() == Stages.STAGE2;
    TableGeometry shape =
        second
            ? TableGeometry.concatenated(geometry.granuleBits(), geometry.inputBits())
            : geometry;
    RadixTables tables = new RadixTables(shape, chip.memory.content, chip.tables);
    int vmid = chip.guest.isPresent() ? GuestStage2.VMID : 0;
    DomainTag tag = second ? DomainTag.stage2(domains) : DomainTag.stage1(vmid, domains);
    CommandQueueTlb tlb =
        new CommandQueueTlb(
            reader.queue(),
            queues,
            cores(),
            topology.coresPerNode(),
            tag,
            held(tag, streamId),
            geometry.pageSizes().get(0),
            chip.sim,
            stats.child(name));
    streams.ifPresent(entries -> enter(entries, streamId, tag, tables));
    return new Space(tables, tlb, streams.map(any -> port(tbu)));
  }

  private List<Integer> cores() {
    List<Integer> cores = new ArrayList<>();
    for (int i = 0; i < workload.cpus(); i++) {
      cores.add(i);
    }
    cores.add(0); // the timer of a flush queue
    return cores;
  }

  private LongPredicate held(DomainTag tag, int streamId) {
    if (streams.isEmpty()) {
      return iova -> false;
    }
    return tag.stage2()
        ? iova -> smmu.holdsIntermediate(streamId, tag.vmid(), iova)
        : iova -> smmu.holdsVirtual(streamId, tag.vmid(), tag.asid(), iova);
  }

  private void enter(StreamEntries entries, int streamId, DomainTag tag, RadixTables tables) {
    if (workload.stages() == Stages.BYPASS) {
      entries.bypass(streamId);
    } else if (tag.stage2()) {
      entries.stage2(streamId, tables, tag.vmid());
    } else {
      long table = chip.tables.allocate(StreamEntries.Contexts.bytes(0));
      entries.stage1(
          streamId,
          tables,
          new StreamEntries.Contexts(table, 0, 0, tag.asid()),
          chip.guest.map(below -> below.tables),
          tag.vmid());
    }
  }

  private DmaSmmu.Port port(int tbu) {
    InterfacePort port =
        new InterfacePort(
            interfaces.get(tbu % interfaces.size()), chip.memory.dram, 0, domains, chip.sim);
    return new DmaSmmu.Port(port, port);
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
