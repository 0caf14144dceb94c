package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.dma.InterfacePort;
import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.v3.ContextDescriptor;
import io.pilsim.hardware.smmu.v3.DeviceInterface;
import io.pilsim.hardware.smmu.v3.SmmuV3;
import io.pilsim.hardware.smmu.v3.StreamTableEntry;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.scenario.DmaMaster;
import io.pilsim.platform.smmu.SmmuV3Model;
import java.util.ArrayList;
import java.util.List;

/**
 * An SMMUv3 with a linear stream table in memory, one context descriptor for each stream, at the
 * place of its SubstreamID, and an event queue.
 */
final class DmaSmmuV3 implements DmaSmmu {
  private static final int WORD = Long.BYTES;
  private static final int LOG2_STREAMS = 15;

  private final List<DeviceInterface> interfaces = new ArrayList<>();
  private final MemorySystem memory;
  private final PageArea tables;
  private final Simulator sim;
  private final long streamTable;
  private int attached;

  DmaSmmuV3(
      ModelReader model,
      MemorySystem memory,
      PageArea tables,
      FaultLog faults,
      RandomStreams random,
      Simulator sim,
      StatGroup stats) {
    this.memory = memory;
    this.tables = tables;
    this.sim = sim;
    SmmuV3 smmu =
        new SmmuV3(
            SmmuV3Model.params(model),
            SmmuV3Model.clock(model),
            memory.dram,
            InterfacePort.outside(memory.dram, sim),
            memory.content,
            cache -> random.stream("smmu." + cache)::nextInt,
            sim,
            stats);
    int count = model.count("smmu.tbus");
    for (int i = 0; i < count; i++) {
      interfaces.add(smmu.addInterface());
    }
    new EventLog(smmu, tables, model.count("smmu.event_queue"), faults);
    this.streamTable = tables.allocate((long) StreamTableEntry.BYTES << LOG2_STREAMS);
    smmu.streamTable().setLinear(streamTable, LOG2_STREAMS);
  }

  @Override
  public int tbus() {
    return interfaces.size();
  }

  @Override
  public Port port(DmaMaster.Stream stream, int master) {
    InterfacePort port =
        new InterfacePort(
            interfaces.get(stream.tbu()), memory.dram, stream.substreamId(), master, sim);
    return new Port(port, port);
  }

  @Override
  public void attach(int streamId, DmaSpace space, DmaMaster.Stream stream) {
    PhysicalMemory content = memory.content;
    long entry = streamTable + (long) streamId * StreamTableEntry.BYTES;
    int id = ++attached; // of its address space, or of its guest
    int log2Contexts = Integer.SIZE - Integer.numberOfLeadingZeros(stream.substreamId());
    DmaTables made =
        new DmaTables(space, tables, content, (long) ContextDescriptor.BYTES << log2Contexts);
    boolean second = made.stage2().isPresent();
    if (made.stage1().isPresent()) {
      RadixTables stage1 = made.stage1().get();
      TableGeometry geometry = stage1.geometry();
      content.writeWord(entry, StreamTableEntry.stage1(made.besides(), log2Contexts, second));
      long context = made.besides() + (long) stream.substreamId() * ContextDescriptor.BYTES;
      content.writeWord(
          context, ContextDescriptor.control(id, geometry.inputBits(), geometry.granuleBits()));
      content.writeWord(context + WORD, stage1.root());
    } else {
      content.writeWord(entry, second ? StreamTableEntry.stage2Only() : StreamTableEntry.bypass());
    }
    if (second) {
      RadixTables stage2 = made.stage2().get();
      TableGeometry geometry = stage2.geometry();
      content.writeWord(
          entry + 2 * WORD,
          StreamTableEntry.stage2Control(
              id, geometry.inputBits(), geometry.rootLevel(), geometry.granuleBits()));
      content.writeWord(entry + 3 * WORD, stage2.root());
    }
  }
}
