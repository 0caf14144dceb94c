package io.pilsim.hardware.smmu.v2;

/** Whom the fault interrupts of an SMMU go to. */
public interface ContextFaultSink {
  /**
   * The interrupt of a context bank is raised: it had no fault recorded before this one. Faults
   * that follow before software clears FSR add only FSR.MULTI.
   */
  void contextFault(int bank, int fsr, long far, int fsynr0, int cbfrsynra);

  /** The global fault interrupt: a stream that matches no group, or one set to fault. */
  void globalFault(int streamId, long address);
}
