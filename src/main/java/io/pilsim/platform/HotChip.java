package io.pilsim.platform;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.CacheLines;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.hardware.cpu.TopologyParams;
import io.pilsim.platform.model.ModelReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cores, memory and statistics of a run of threads that map and unmap. */
final class HotChip {
  final Simulator sim;
  final ModelReader model;
  final RandomStreams random;
  final List<StatGroup> stats = new ArrayList<>();
  final List<Core> cores = new ArrayList<>();
  final MemorySystem memory;
  final PageArea tables;
  final FaultLog faultLog = new FaultLog(List.of());
  final Optional<GuestStage2> guest;
  final StatGroup locks;
  final StatGroup lines;
  final TopologyParams topology;
  final CacheLines descriptors;
  private long nextBuffer;

  HotChip(ModelReader model, int cpus, RandomStreams random, Simulator sim) {
    this(model, cpus, false, random, sim);
  }

  /**
   * @param inGuest whether Linux is in a guest, whose devices a hypervisor's stage 2 confines
   */
  HotChip(ModelReader model, int cpus, boolean inGuest, RandomStreams random, Simulator sim) {
    this.sim = sim;
    this.model = model;
    this.random = random;
    this.memory = new MemorySystem(model, sim, group("cpu.caches"), group("dram"));
    this.tables =
        new PageArea(
            memory.content, model.address("memory.tables.base"), model.bytes("memory.tables.size"));
    this.guest = inGuest ? Optional.of(new GuestStage2(model, memory, tables)) : Optional.empty();
    this.locks = group("lock");
    this.lines = group("line");
    this.topology = DmaApiReader.topology(model);
    this.descriptors =
        new CacheLines(topology, model.bytes("cpu.topology.line"), sim, lines.child("descriptors"));
    ClockDomain clock = ClockDomain.ofHertz("cpu", model.hertz("cpu.clock"));
    for (int i = 0; i < cpus; i++) {
      cores.add(new Core(i, ExceptionLevel.EL2, clock, sim));
    }
    this.nextBuffer = model.address("memory.dma.base");
  }

  /** A group of statistics that results show, under its own name. */
  StatGroup group(String path) {
    StatGroup group = new StatGroup(path);
    stats.add(group);
    return group;
  }

  /** Memory that nobody else has, aligned to its size. */
  long place(long bytes) {
    long aligned = Long.highestOneBit(2 * bytes - 1);
    long at = nextBuffer + aligned - 1 & -aligned;
    nextBuffer = at + bytes;
    if (nextBuffer > model.address("memory.dma.base") + model.bytes("memory.dma.size")) {
      throw new IllegalArgumentException("more buffers than memory.dma.size holds");
    }
    return at;
  }

  /** All memory is given out: what a guest has of it is mapped for its devices. */
  void confine() {
    if (guest.isPresent()) {
      guest.get().map(model.address("memory.tables.base"), model.bytes("memory.tables.size"));
      long buffers = model.address("memory.dma.base");
      guest.get().map(buffers, nextBuffer - buffers);
    }
  }
}
