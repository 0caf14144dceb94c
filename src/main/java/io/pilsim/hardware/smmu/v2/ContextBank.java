package io.pilsim.hardware.smmu.v2;

import io.pilsim.hardware.smmu.TableGeometry;

/** One context bank: its registers, and the fault it has recorded. */
final class ContextBank {
  private static final int FSR_AARCH64 = 2 << 9;
  private static final int FSR_MULTI = 1 << 31;
  private static final int FSYNR0_WRITE = 1 << 4;
  private static final int VMID_SHIFT = 16;
  private static final long VMID_MASK = 0xffffL << VMID_SHIFT;

  /** The second tag of entries whose input is a virtual address, and of all others. */
  static final long FROM_VIRTUAL = 0;

  static final long FROM_INTERMEDIATE = 1;

  private static final ContextRegisters RESET =
      ContextRegisters.stage1(0, new TableGeometry(12, 48), 0);

  final int index;
  private ContextRegisters registers = RESET;
  private boolean enabled;
  private int fsr;
  private long far;
  private int fsynr0;
  private int cbfrsynra;

  /** The sequence number of the latest sync of this bank that is complete. */
  long synced;

  ContextBank(int index) {
    this.index = index;
  }

  void write(ContextRegisters registers) {
    this.registers = registers;
    this.enabled = true;
  }

  void disable() {
    enabled = false;
  }

  boolean isEnabled() {
    return enabled;
  }

  ContextRegisters registers() {
    return registers;
  }

  /** What tags this bank's translations in the TLBs: address space and machine. */
  long tag() {
    return tag(registers.asid(), registers.vmid());
  }

  static long tag(int asid, int vmid) {
    return (long) vmid << VMID_SHIFT | asid;
  }

  /** What tags its second stage's table entries: the machine alone. */
  long machineTag() {
    return tag() & VMID_MASK;
  }

  static long machineMask() {
    return VMID_MASK;
  }

  /** The second tag of this bank's translations. */
  long inputTag() {
    return registers.type() == ContextType.STAGE2 ? FROM_INTERMEDIATE : FROM_VIRTUAL;
  }

  /** Records a fault, and tells the sink when it is the first. */
  void fault(FaultKind kind, int level, long address, boolean write, int sid, ContextFaultSink to) {
    if (fsr != 0) {
      fsr |= FSR_MULTI;
      return;
    }
    fsr = FSR_AARCH64 | kind.fsrBit;
    far = address;
    fsynr0 = level | (write ? FSYNR0_WRITE : 0);
    cbfrsynra = sid;
    to.contextFault(index, fsr, far, fsynr0, cbfrsynra);
  }

  int fsr() {
    return fsr;
  }

  long far() {
    return far;
  }

  int fsynr0() {
    return fsynr0;
  }

  int cbfrsynra() {
    return cbfrsynra;
  }

  void clearFault() {
    fsr = 0;
  }
}
