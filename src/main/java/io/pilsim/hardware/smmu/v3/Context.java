package io.pilsim.hardware.smmu.v3;

import io.pilsim.hardware.smmu.SetAssociative;
import io.pilsim.hardware.smmu.TableGeometry;

/** The configuration of a stream: its stream table entry and context descriptor, decoded. */
final class Context {
  /** Words that it takes in the configuration cache. */
  static final int WORDS = 5;

  /** A shape for stages that are off. */
  private static final TableGeometry UNUSED = new TableGeometry(12, 48);

  long streamEntry;
  private long stage2Control;
  private long stage2Word;
  private long contextControl;
  private long contextTable;

  boolean stage1;
  boolean stage2;
  int asid;
  int vmid;
  long stage1Table;
  long stage2Table;
  TableGeometry stage1Geometry = UNUSED;
  TableGeometry stage2Geometry = UNUSED;

  /** Takes an entry of the stream table. Returns whether it is usable. */
  boolean setStreamEntry(long word0, long control, long table, Geometries geometries) {
    streamEntry = word0;
    stage2Control = control;
    stage2Word = table;
    contextControl = 0;
    contextTable = 0;
    stage1 = StreamTableEntry.hasStage1(word0);
    stage2 = StreamTableEntry.hasStage2(word0);
    asid = 0;
    vmid = stage2 ? StreamTableEntry.vmid(control) : 0;
    stage2Table = StreamTableEntry.stage2Table(table);
    stage2Geometry = UNUSED;
    if (!StreamTableEntry.isValid(word0)) {
      return false;
    }
    if (!stage2) {
      return true;
    }
    int granuleBits = StreamTableEntry.stage2GranuleBits(control);
    int inputBits = StreamTableEntry.stage2InputBits(control);
    int root = StreamTableEntry.stage2RootLevel(control);
    if (!geometries.isLegal(granuleBits, inputBits, root)) {
      return false;
    }
    stage2Geometry = geometries.get(granuleBits, inputBits, root);
    return true;
  }

  /** Takes a context descriptor. Returns whether it is usable. */
  boolean setContext(long control, long table, Geometries geometries) {
    contextControl = control;
    contextTable = table;
    asid = ContextDescriptor.asid(control);
    stage1Table = ContextDescriptor.table(table);
    int granuleBits = ContextDescriptor.granuleBits(control);
    int inputBits = ContextDescriptor.inputBits(control);
    int root = Geometries.naturalRoot(granuleBits, inputBits);
    if (!ContextDescriptor.isValid(control) || !geometries.isLegal(granuleBits, inputBits, root)) {
      return false;
    }
    stage1Geometry = geometries.get(granuleBits, inputBits, root);
    return true;
  }

  void store(SetAssociative cache, int index) {
    cache.setWord(index, 0, streamEntry);
    cache.setWord(index, 1, stage2Control);
    cache.setWord(index, 2, stage2Word);
    cache.setWord(index, 3, contextControl);
    cache.setWord(index, 4, contextTable);
  }

  void load(SetAssociative cache, int index, Geometries geometries) {
    setStreamEntry(cache.word(index, 0), cache.word(index, 1), cache.word(index, 2), geometries);
    if (stage1) {
      setContext(cache.word(index, 3), cache.word(index, 4), geometries);
    }
  }
}
