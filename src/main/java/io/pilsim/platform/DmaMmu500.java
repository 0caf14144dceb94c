package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.Dram;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.v2.ContextFaultSink;
import io.pilsim.hardware.smmu.v2.ContextRegisters;
import io.pilsim.hardware.smmu.v2.Mmu500;
import io.pilsim.hardware.smmu.v2.StreamType;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.DmaMaster;
import io.pilsim.platform.scenario.Stages;

/**
 * An MMU-500 whose streams have a match group and a context bank each; nested ones two banks. The
 * driver clears ACTLR.CPRE in all banks where errata 841119 and 826419 ask for it, but for masters
 * that want their next page fetched ahead all the same.
 */
final class DmaMmu500 implements DmaSmmu {
  private final Mmu500 smmu;
  private final MemorySystem memory;
  private final PageArea tables;
  private final boolean clearsPrefetch;
  private int nextGroup;
  private int nextBank;

  DmaMmu500(
      ModelReader model,
      MemorySystem memory,
      PageArea tables,
      ContextFaultSink faults,
      RandomStreams random,
      Simulator sim,
      StatGroup stats) {
    SmmuReader reader = new SmmuReader(model);
    this.memory = memory;
    this.tables = tables;
    this.clearsPrefetch = model.flag("smmu.cpre_errata");
    this.smmu =
        new Mmu500(
            reader.nestedParams(),
            reader.clock(),
            memory.dram,
            faults,
            random.stream("smmu.replacement")::nextInt,
            sim,
            stats);
    smmu.writeUnmatchedStreams(StreamType.FAULT);
  }

  @Override
  public int tbus() {
    return smmu.tbus();
  }

  @Override
  public Port port(DmaMaster.Stream stream, int master) {
    Dram data = memory.dram;
    smmu.writeQos(stream.tbu(), stream.qos());
    return new Port(smmu.tbu(stream.tbu()), data);
  }

  @Override
  public void attach(int streamId, DmaSpace space, DmaMaster.Stream stream) {
    if (nextGroup == smmu.streamMapGroups()) {
      throw new IllegalArgumentException("more streams than smmu.stream_map_groups");
    }
    int group = nextGroup++;
    smmu.writeStreamMatch(group, streamId, 0, true);
    if (space.mapping().stages() == Stages.BYPASS) {
      smmu.writeStreamContext(group, StreamType.BYPASS, 0);
    } else {
      int bank = bank();
      DmaTables made = new DmaTables(space, tables, memory.content, 0);
      boolean prefetch = stream.prefetch().orElse(!clearsPrefetch);
      smmu.writeContext(bank, registers(bank, made).with(stream.macroTlb(), prefetch));
      smmu.writeStreamContext(group, StreamType.TRANSLATE, bank);
    }
  }

  private ContextRegisters registers(int bank, DmaTables made) {
    int id = bank + 1; // of its address space, or of its guest
    if (made.stage2().isEmpty()) {
      RadixTables stage1 = made.stage1().orElseThrow();
      return ContextRegisters.stage1(stage1.root(), stage1.geometry(), id);
    }
    RadixTables stage2 = made.stage2().get();
    ContextRegisters second = ContextRegisters.stage2(stage2.root(), stage2.geometry(), id);
    if (made.stage1().isEmpty()) {
      return second;
    }
    RadixTables stage1 = made.stage1().get();
    int secondBank = bank();
    smmu.writeContext(secondBank, second);
    return ContextRegisters.nested(stage1.root(), stage1.geometry(), id, id, secondBank);
  }

  private int bank() {
    if (nextBank == smmu.contextBanks()) {
      throw new IllegalArgumentException("more streams than smmu.context_banks has room for");
    }
    return nextBank++;
  }
}
