package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.flow.DmaFlow;
import io.pilsim.hardware.dma.DmaStream;
import io.pilsim.hardware.dma.NoSmmu;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.Master;
import io.pilsim.platform.DmaSpace.Frames;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.DmaMaster;
import io.pilsim.platform.scenario.DmaWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A machine of bus masters, memory and an SMMU or none, wired for one run. */
final class DmaMachine {
  /** Whether the machine has its SMMU. */
  enum Smmu {
    PRESENT,
    ABSENT
  }

  final List<StatGroup> stats = new ArrayList<>();
  final List<DmaStream> streams = new ArrayList<>();
  final FaultLog faultLog = new FaultLog(List.of());
  final DmaFlow flow;
  private final MemorySystem memory;
  private final Simulator sim;

  DmaMachine(
      DmaWorkload workload,
      ModelReader model,
      DmaSources sources,
      RandomStreams random,
      Simulator sim,
      Smmu present) {
    this.sim = sim;
    StatGroup dma = group("dma");
    this.memory = new MemorySystem(model, sim, group("cpu.caches"), group("dram"));
    Firewall firewall = new Firewall(group("xpu"));
    SortedMap<Integer, DmaMaster.Stream> known = new TreeMap<>();
    DmaSpaces spaces = spaces(workload, model, sources, known);
    DmaSmmu smmu = present == Smmu.PRESENT ? smmu(model, random) : without(spaces);
    for (int i = 0; i < spaces.count(); i++) {
      int streamId = spaces.streamId(i);
      smmu.attach(streamId, spaces.get(i), known.get(streamId));
    }
    for (DmaMaster each : workload.masters()) {
      int number = streams.size();
      if (each.stream().tbu() >= smmu.tbus()) {
        throw new IllegalArgumentException("smmu.tbus has no TBU " + each.stream().tbu());
      }
      DmaSmmu.Port port = smmu.port(each.stream(), number);
      streams.add(
          new DmaStream(
              each.stream().id(),
              each.load().outstanding(),
              sources.source(each, spaces),
              port.addresses(),
              port.data(),
              firewall,
              Master.dsp(number, each.name()),
              sim,
              dma.child(each.name())));
    }
    this.flow = new DmaFlow(streams, stats, sim);
  }

  /**
   * The addresses of all masters.
   *
   * @param known gets the master of each stream
   */
  private static DmaSpaces spaces(
      DmaWorkload workload,
      ModelReader model,
      DmaSources sources,
      SortedMap<Integer, DmaMaster.Stream> known) {
    Frames frames = new Frames(model.address("memory.dma.base"), model.bytes("memory.dma.size"));
    SortedMap<Integer, DmaSpace> spaces = new TreeMap<>();
    for (DmaMaster each : workload.masters()) {
      sources.place(each, frames, spaces);
      spaces.keySet().forEach(streamId -> known.putIfAbsent(streamId, each.stream()));
    }
    return new DmaSpaces(spaces);
  }

  private DmaSmmu smmu(ModelReader model, RandomStreams random) {
    PageArea tables =
        new PageArea(
            memory.content, model.address("memory.tables.base"), model.bytes("memory.tables.size"));
    return switch (model.choice("smmu.architecture", DmaSmmu.Architecture.class)) {
      case V2 -> new DmaMmu500(model, memory, tables, faultLog, random, sim, group("smmu"));
      case V3 -> new DmaSmmuV3(model, memory, tables, faultLog, random, sim, group("smmu"));
    };
  }

  private DmaSmmu without(DmaSpaces spaces) {
    NoSmmu none = new NoSmmu(spaces, sim);
    return new DmaSmmu() {
      @Override
      public int tbus() {
        return Integer.MAX_VALUE;
      }

      @Override
      public Port port(DmaMaster.Stream stream, int master) {
        return new Port(none, memory.dram);
      }

      @Override
      public void attach(int streamId, DmaSpace space, DmaMaster.Stream stream) {}
    };
  }

  private StatGroup group(String path) {
    StatGroup group = new StatGroup(path);
    stats.add(group);
    return group;
  }
}
