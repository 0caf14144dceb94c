package io.pilsim.platform;

import io.pilsim.engine.RandomStreams;
import io.pilsim.engine.Simulator;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.dma.InterfacePort;
import io.pilsim.hardware.smmu.v3.DeviceInterface;
import io.pilsim.hardware.smmu.v3.SmmuV3;
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
  private final List<DeviceInterface> interfaces = new ArrayList<>();
  private final MemorySystem memory;
  private final PageArea tables;
  private final Simulator sim;
  private final StreamEntries streams;
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
    this.streams = new StreamEntries(smmu, memory.content, tables);
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
    int id = ++attached; // of its address space, or of its guest
    int log2Contexts = Integer.SIZE - Integer.numberOfLeadingZeros(stream.substreamId());
    DmaTables made =
        new DmaTables(space, tables, memory.content, StreamEntries.Contexts.bytes(log2Contexts));
    if (made.stage1().isPresent()) {
      StreamEntries.Contexts contexts =
          new StreamEntries.Contexts(made.besides(), log2Contexts, stream.substreamId(), id);
      streams.stage1(streamId, made.stage1().get(), contexts, made.stage2(), id);
    } else if (made.stage2().isPresent()) {
      streams.stage2(streamId, made.stage2().get(), id);
    } else {
      streams.bypass(streamId);
    }
  }
}
