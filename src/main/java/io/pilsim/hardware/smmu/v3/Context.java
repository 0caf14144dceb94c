package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.TableGeometry;

/** The configuration of a stream: its stream table entry and context descriptor, decoded. */
final class Context {
  /** Words that it takes in the configuration cache. */
  static final int WORDS = 6;

  /** A shape for stages that are off. */
  private static final TableGeometry UNUSED = new TableGeometry(12, 48);

  long streamEntry;
  private long stage1Control;
  private long stage2Control;
  private long stage2Word;
  private long contextControl;
  private long contextTable;

  boolean stage1;
  boolean stage2;

  /** What virtual addresses belong to, see {@link Tags}. */
  long tag1;

  /** What intermediate addresses belong to. */
  long tag2;

  long stage1Table;
  long stage2Table;
  TableGeometry stage1Geometry = UNUSED;
  TableGeometry stage2Geometry = UNUSED;
  int stage1OutputBits;
  int stage2OutputBits;

  /** What the results of all stages together belong to. */
  long tag() {
    return stage1 ? tag1 : tag2;
  }

  /** Takes an entry of the stream table: four words. Returns what is wrong with it. */
  Fault setStreamEntry(
      long word0, long stage1Word, long control, long table, Geometries geometries) {
    streamEntry = word0;
    stage1Control = stage1Word;
    stage2Control = control;
    stage2Word = table;
    contextControl = 0;
    contextTable = 0;
    stage1 = StreamTableEntry.hasStage1(word0);
    stage2 = StreamTableEntry.hasStage2(word0);
    tag1 = 0;
    tag2 = Tags.intermediate(vmid());
    stage2Table = StreamTableEntry.stage2Table(table);
    stage2Geometry = UNUSED;
    if (!StreamTableEntry.isValid(word0)) {
      return Fault.BAD_STREAM_ENTRY;
    }
    if (StreamTableEntry.aborts(word0)) {
      return Fault.ABORTED_BY_ENTRY;
    }
    return stage2 && !setStage2(geometries) ? Fault.BAD_STREAM_ENTRY : Fault.NONE;
  }

  private boolean setStage2(Geometries geometries) {
    int granuleBits = StreamTableEntry.stage2GranuleBits(stage2Control);
    int inputBits = StreamTableEntry.stage2InputBits(stage2Control);
    int root = StreamTableEntry.stage2RootLevel(stage2Control);
    if (!geometries.isLegal(granuleBits, inputBits, root)) {
      return false;
    }
    stage2Geometry = geometries.get(granuleBits, inputBits, root);
    stage2OutputBits = StreamTableEntry.stage2OutputBits(stage2Control);
    return true;
  }

  /** Takes a context descriptor. Returns whether it is usable. */
  boolean setContext(long control, long table, Geometries geometries) {
    contextControl = control;
    contextTable = table;
    int asid = ContextDescriptor.asid(control);
    tag1 = StreamTableEntry.isEl2(stage1Control) ? Tags.el2(asid) : Tags.virtual(vmid(), asid);
    stage1Table = ContextDescriptor.table(table);
    stage1OutputBits = ContextDescriptor.outputBits(control);
    int granuleBits = ContextDescriptor.granuleBits(control);
    int inputBits = ContextDescriptor.inputBits(control);
    int root = Geometries.naturalRoot(granuleBits, inputBits);
    if (!ContextDescriptor.isValid(control)
        || !geometries.isLegal(granuleBits, inputBits, root)
        || stage1Table >>> stage1OutputBits != 0) {
      return false;
    }
    stage1Geometry = geometries.get(granuleBits, inputBits, root);
    return true;
  }

  /** Whether a fault of a stage stalls the transaction. */
  boolean stalls(boolean byStage2) {
    return byStage2
        ? StreamTableEntry.stage2Stalls(stage2Control)
        : ContextDescriptor.stalls(contextControl);
  }

  /** Whether a fault of a stage is recorded. */
  boolean records(boolean byStage2) {
    return byStage2
        ? StreamTableEntry.stage2Records(stage2Control)
        : ContextDescriptor.records(contextControl);
  }

  private int vmid() {
    return stage2 ? StreamTableEntry.vmid(stage2Control) : 0;
  }

  void store(SetAssociative cache, int index) {
    cache.setWord(index, 0, streamEntry);
    cache.setWord(index, 1, stage2Control);
    cache.setWord(index, 2, stage2Word);
    cache.setWord(index, 3, contextControl);
    cache.setWord(index, 4, contextTable);
    cache.setWord(index, 5, stage1Control);
  }

  void load(SetAssociative cache, int index, Geometries geometries) {
    setStreamEntry(
        cache.word(index, 0),
        cache.word(index, 5),
        cache.word(index, 1),
        cache.word(index, 2),
        geometries);
    if (stage1) {
      setContext(cache.word(index, 3), cache.word(index, 4), geometries);
    }
  }
}
