package io.pilsim.platform;

import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.Dram;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.memory.WrittenLines;
import io.pilsim.hardware.memory.WrittenLinesParams;
import io.pilsim.platform.model.ModelReader;

/** Main memory, and the caches that hold what software wrote lately. */
final class MemorySystem {
  final PhysicalMemory content;
  final Dram dram;

  MemorySystem(ModelReader model, Simulator sim, StatGroup caches, StatGroup dramStats) {
    WrittenLines lines = new WrittenLines(caches(model), caches);
    this.content = new PhysicalMemory(model.bytes("memory.size"), lines);
    this.dram = new Dram(new DramReader(model).timing(dramStats), content, lines, sim, dramStats);
  }

  private static WrittenLinesParams caches(ModelReader model) {
    return new WrittenLinesParams(
        model.durationPs("walk.snoop_latency"),
        model.count("walk.cached_lines"),
        model.count("walk.cached_ways"));
  }
}
