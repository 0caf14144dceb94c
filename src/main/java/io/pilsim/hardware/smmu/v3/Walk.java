package io.pilsim.hardware.smmu.v3;

/** Where the walk of one transaction stands, in both stages. */
final class Walk {
  /** On whose behalf stage 2 translates. */
  enum For {
    CONTEXT_DESCRIPTOR,
    ROOT_TABLE,
    NEXT_TABLE,
    LEAF,
    WHOLE
  }

  final Place stage1 = new Place();
  final Place stage2 = new Place();

  /** What stage 2 has made of its input. */
  final Leaf stage2Result = new Leaf();

  For stage2For = For.WHOLE;
  long stage2Input;
  long startedPs;

  // of a fault: whether stage 2 found it, and for what
  boolean faultInStage2;

  /** Of the table entry or descriptor read last. */
  long fetchAddress;

  /** Stage 2 serves a device's address or a stage-1 output, not a table or a descriptor. */
  boolean stage2IsFinal() {
    return stage2For == For.LEAF || stage2For == For.WHOLE;
  }

  /** The level that one stage has come to: its table, and what the descriptor there says. */
  static final class Place {
    int level;
    long table;

    /** The next table, or the first address of a page or block. */
    long output;

    boolean leaf;
    int pageBits;
    int permissions;
  }
}
