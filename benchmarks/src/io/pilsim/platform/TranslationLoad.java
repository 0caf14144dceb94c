package io.pilsim.platform;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.LookAhead;
import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.dma.DmaStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far a request has to go on the platform {@code gem5-smmuv3}, whose parts have these reaches
 * with 4 KiB pages: micro TLB 128 KiB, main TLB 8 MiB, walk cache (level 2) 696 MiB.
 */
public enum TranslationLoad {
  MICRO_TLB_HIT(64L << 10, true),
  MAIN_TLB_HIT(4L << 20, true),
  WALK_CACHE_HIT(256L << 20, true),
  FULL_WALK(256L << 20, false);

  private final long workingSet;
  private final boolean walkCache;

  TranslationLoad(long workingSet, boolean walkCache) {
    this.workingSet = workingSet;
    this.walkCache = walkCache;
  }

  long workingSet() {
    return workingSet;
  }

  boolean hasWalkCache() {
    return walkCache;
  }

  /** Masters with that load, each with a TBU of its own and one request at a time. */
  DmaMachine machine(int devices, Simulator sim) {
    StringBuilder masters = new StringBuilder("{");
    for (int i = 0; i < devices; i++) {
      masters.append(i == 0 ? "" : ", ");
      masters.append("m").append(i).append(": {pattern: uniform, working_set: ");
      masters.append(workingSet >> 10).append(" KiB, outstanding: 1, tbu: ").append(i);
      masters.append(", count: 1000000000000}");
    }
    RunSpec spec = spec(masters.append('}').toString());
    RandomStreams random = new RandomStreams(1, 0);
    DmaMachine machine =
        new DmaMachine(
            spec.scenario().workload().dma().orElseThrow(),
            spec.model(),
            new DmaSources(new InputCache(InputFiles.ON_DISK), random),
            random,
            sim,
            DmaMachine.Smmu.PRESENT);
    machine.streams.forEach(DmaStream::start);
    return machine;
  }

  private RunSpec spec(String masters) {
    try {
      Path folder = Files.createTempDirectory("pilsim-bench");
      return new DmaBench(folder)
          .spec(
              EngineKind.HEAP,
              "gem5-smmuv3",
              masters,
              "gem5-smmuv3.smmu.walk_cache.enabled=" + walkCache);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Simulator heap(LookAhead lookAhead) {
    return new io.pilsim.engine.HeapSimulator(lookAhead);
  }
}
