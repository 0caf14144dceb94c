package io.pilsim.platform;

import io.pilsim.hardware.memory.PhysicalMemory;
import io.pilsim.hardware.smmu.RadixTables;
import io.pilsim.hardware.smmu.TableGeometry;
import io.pilsim.hardware.smmu.TablePages;
import io.pilsim.hardware.smmu.v3.ContextDescriptor;
import io.pilsim.hardware.smmu.v3.SmmuV3;
import io.pilsim.hardware.smmu.v3.StreamTableEntry;
import java.util.Optional;

/** A linear stream table of an SMMUv3 in memory, and how a stream is entered there. */
final class StreamEntries {
  private static final int WORD = Long.BYTES;
  private static final int LOG2_STREAMS = 15;

  private final PhysicalMemory content;
  private final long table;

  StreamEntries(SmmuV3 smmu, PhysicalMemory content, TablePages pages) {
    this.content = content;
    this.table = pages.allocate((long) StreamTableEntry.BYTES << LOG2_STREAMS);
    smmu.streamTable().setLinear(table, LOG2_STREAMS);
  }

  /**
   * Context descriptors of a stream.
   *
   * @param table where they lie
   * @param log2 how many there is room for
   * @param substreamId which of them is written
   * @param asid what it says of the address space
   */
  record Contexts(long table, int log2, int substreamId, int asid) {
    static long bytes(int log2) {
      return (long) ContextDescriptor.BYTES << log2;
    }
  }

  /** A stream that nothing translates. */
  void bypass(int streamId) {
    content.writeWord(entry(streamId), StreamTableEntry.bypass());
  }

  /** A stream that stage 1 translates, and, where there is one, stage 2 below it. */
  void stage1(
      int streamId, RadixTables tables, Contexts contexts, Optional<RadixTables> below, int vmid) {
    TableGeometry geometry = tables.geometry();
    content.writeWord(
        entry(streamId),
        StreamTableEntry.stage1(contexts.table(), contexts.log2(), below.isPresent()));
    long context = contexts.table() + (long) contexts.substreamId() * ContextDescriptor.BYTES;
    content.writeWord(
        context,
        ContextDescriptor.control(contexts.asid(), geometry.inputBits(), geometry.granuleBits()));
    content.writeWord(context + WORD, tables.root());
    below.ifPresent(second -> writeStage2(streamId, second, vmid));
  }

  /** A stream that stage 2 alone translates. */
  void stage2(int streamId, RadixTables tables, int vmid) {
    content.writeWord(entry(streamId), StreamTableEntry.stage2Only());
    writeStage2(streamId, tables, vmid);
  }

  private void writeStage2(int streamId, RadixTables tables, int vmid) {
    TableGeometry geometry = tables.geometry();
    long entry = entry(streamId);
    content.writeWord(
        entry + 2 * WORD,
        StreamTableEntry.stage2Control(
            vmid, geometry.inputBits(), geometry.rootLevel(), geometry.granuleBits()));
    content.writeWord(entry + 3 * WORD, tables.root());
  }

  private long entry(int streamId) {
    return table + (long) streamId * StreamTableEntry.BYTES;
  }
}
