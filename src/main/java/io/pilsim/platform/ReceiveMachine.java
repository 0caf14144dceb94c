package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.flow.AgedAddresses;
import io.pilsim.flow.ReceiveThread;
import io.pilsim.flow.RingBuffers;
import io.pilsim.hardware.dma.PacketReceiver;
import io.pilsim.hardware.dma.ReceiveRing;
import io.pilsim.hardware.dma.ReceiveRing.Entries;
import io.pilsim.platform.model.ModelReader;
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
import io.pilsim.software.routine.SoftThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A network device behind an MMU-500, its rings, and a core for each of them, wired. */
final class ReceiveMachine {
  private static final int STREAM = 0x1000;
  private static final int PAGE = 4096;
  private static final int PACKETS = 256; // more than are ever under way

  final HotChip chip;
  final PacketReceiver device;
  final List<ReceiveThread> threads = new ArrayList<>();
  private final List<ReceiveRing> rings = new ArrayList<>();
  private final ReceiveTraffic traffic;
  private final HotDomain domain;
  private final AgedAddresses past;
  private final Simulator sim;

  ReceiveMachine(ReceiveTraffic traffic, ModelReader model, RandomStreams random, Simulator sim) {
    this.traffic = traffic;
    this.sim = sim;
    HotWorkload workload = workload(traffic.channels());
    this.chip = new HotChip(model, traffic.channels(), random, sim);
    DmaApiReader reader = new DmaApiReader(model, workload);
    HotSmmu.Space space = new HotMmu500(chip, workload, reader).domain("nic", STREAM, 0);
    HotDomain.Groups groups =
        new HotDomain.Groups(
            chip.group("map"),
            chip.group("unmap"),
            chip.group("iova"),
            chip.group("flush_queue"),
            chip.group("swiotlb"),
            chip.locks);
    TlbGather timer = new TlbGather(traffic.channels(), 0);
    this.domain = new HotDomain(space, chip, workload, reader, groups, timer);
    this.device =
        new PacketReceiver(
            STREAM,
            rings,
            traffic.flows(),
            traffic.burst(),
            traffic.entryBytes(),
            random.stream("flows"),
            space.device().orElseThrow().addresses(),
            chip.memory.dram,
            sim,
            chip.group("nic"));
    this.past =
        new AgedAddresses(
            new SoftThread("aging", FaultPlan.NONE, chip.cores.get(0), sim),
            domain.iovas,
            reader.addressLimit() / PAGE - 1,
            new AgedAddresses.Rings(
                traffic.channels(),
                traffic.descriptors(),
                traffic.descriptorPages(),
                traffic.refill()),
            random.stream("interrupts"),
            sim);
    for (int i = 0; i < traffic.cores(); i++) {
      open(i);
    }
    past.pass(traffic.moves());
    for (ReceiveThread each : threads) {
      each.fill();
      sim.runToQuiescence(Long.MAX_VALUE);
    }
    for (int i = 0; i < traffic.cores(); i++) {
      threads.get(i).start(rings.get(i));
    }
  }

  /** Strict, and page by page: as a driver that maps pages one at a time has it. */
  private static HotWorkload workload(int cores) {
    return new HotWorkload(
        cores,
        PAGE,
        1,
        1,
        0,
        PAGE,
        Placement.ALIGNED,
        Stages.STAGE1,
        Use.PER_CALL,
        InvalidationMode.STRICT,
        Maintenance.NATIVE,
        Set.of(MappingTrait.PAGE_AT_A_TIME),
        DeviceUse.NONE,
        false,
        0,
        0);
  }

  private void open(int core) {
    TlbGather gather = new TlbGather(core, core);
    List<List<DmaBuffer>> descriptors = new ArrayList<>();
    for (int i = 0; i < traffic.descriptors(); i++) {
      descriptors.add(buffers(gather, traffic.descriptorPages(), PAGE));
    }
    int sends = traffic.sendEntries();
    List<DmaBuffer> memory = new ArrayList<>();
    memory.addAll(buffers(gather, 1, traffic.descriptors() * traffic.descriptorBytes()));
    memory.addAll(buffers(gather, 1, traffic.ringPages() * traffic.entryBytes()));
    memory.addAll(buffers(gather, 2, sends * traffic.entryBytes()));
    ReceiveThread thread =
        new ReceiveThread(
            new SoftThread("receive" + core, FaultPlan.NONE, chip.cores.get(core), sim),
            device,
            domain.domain,
            new RingBuffers(descriptors, buffers(gather, PACKETS, PAGE), memory),
            new ReceiveThread.Polling(traffic.pollPages(), traffic.refill()),
            traffic.flows(),
            past,
            core);
    thread.open();
    sim.runToQuiescence(Long.MAX_VALUE);
    threads.add(thread);
    rings.add(
        new ReceiveRing(
            thread,
            traffic.descriptorPages(),
            new Entries(memory.get(0).iova(), traffic.descriptorBytes(), descriptors.size()),
            new Entries(memory.get(1).iova(), traffic.entryBytes(), traffic.ringPages()),
            new Entries(memory.get(2).iova(), traffic.entryBytes(), sends),
            new Entries(memory.get(3).iova(), traffic.entryBytes(), sends)));
  }

  /** Of whole pages. */
  private List<DmaBuffer> buffers(TlbGather gather, int count, int bytes) {
    int whole = (bytes + PAGE - 1) / PAGE * PAGE;
    List<DmaBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DmaBuffer buffer = new DmaBuffer(gather);
      buffer.place(chip.place(whole), whole);
      buffers.add(buffer);
    }
    return buffers;
  }

  /** Receives so many pages, and goes on until software has nothing left to do. */
  void receive(long pages) {
    device.receive(pages);
    sim.runToQuiescence(Long.MAX_VALUE);
    for (ReceiveThread each : threads) {
      if (each.error() != 0) {
        throw new IllegalStateException("a receive ring failed with error " + each.error());
      }
    }
  }

  void mark() {
    chip.stats.forEach(StatGroup::mark);
  }
}
