package io.pilsim.platform;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.cpu.Core;
import io.pilsim.hardware.cpu.ExceptionLevel;
import io.pilsim.hardware.cpu.SpeculativeReader;
import io.pilsim.hardware.fabric.Firewall;
import io.pilsim.hardware.fabric.MachineReset;
import io.pilsim.hardware.fabric.OnViolation;
import io.pilsim.hardware.memory.Dram;
import io.pilsim.hardware.memory.MemoryTiming;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.memory.WrittenLines;
import io.pilsim.hardware.smmu.v2.ContextFaultSink;
import io.pilsim.hardware.smmu.v2.Mmu500;
import io.pilsim.platform.model.ModelReader;
import java.util.ArrayList;
import java.util.List;

/** The chip of a run, wired. */
final class Hardware {
  final Simulator sim;
  final PhysicalMemory memory;
  final Dram dram;
  final Firewall firewall;
  final SpeculativeReader speculation;
  final ClockDomain smmuClock;
  final Mmu500 smmu;
  final List<Core> cores = new ArrayList<>();
  final MachineReset reset = new ResetLine();
  final List<StatGroup> stats = new ArrayList<>();

  Hardware(
      ModelReader model,
      ExceptionLevel linux,
      ContextFaultSink faults,
      RandomStreams random,
      Simulator sim) {
    this.sim = sim;
    SmmuReader smmuReader = new SmmuReader(model);
    WrittenLines lines = new WrittenLines(smmuReader.caches(), group("cpu.caches"));
    this.memory = new PhysicalMemory(model.bytes("memory.size"), lines);
    StatGroup dramStats = group("dram");
    MemoryTiming timing = new DramReader(model).timing(dramStats);
    this.dram = new Dram(timing, memory, lines, sim, dramStats);
    this.firewall =
        new Firewall(model.choice("xpu.on_violation", OnViolation.class), reset, group("xpu"));
    this.smmuClock = smmuReader.clock();
    this.smmu =
        new Mmu500(
            smmuReader.params(),
            smmuClock,
            dram,
            faults,
            random.stream("smmu.replacement")::nextInt,
            sim,
            group("smmu"));
    this.speculation =
        new SpeculativeReader(
            model.durationOrNeverPs("cpu.speculative_read"),
            firewall,
            sim,
            group("cpu.speculation"));
    ClockDomain clock = ClockDomain.ofHertz("cpu", model.hertz("cpu.clock"));
    for (int i = 0; i < model.count("cpu.cores"); i++) {
      cores.add(new Core(i, linux, clock, sim));
    }
  }

  /** A group of statistics that results show, under its own name. */
  StatGroup group(String path) {
    StatGroup group = new StatGroup(path);
    stats.add(group);
    return group;
  }

  /** A group that results show before all others. */
  StatGroup firstGroup(String path) {
    StatGroup group = new StatGroup(path);
    stats.add(0, group);
    return group;
  }

  /** One core for each, and around again when there are fewer. */
  Core core(int index) {
    return cores.get(index % cores.size());
  }
}
