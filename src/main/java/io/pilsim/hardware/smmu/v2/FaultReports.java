package io.pilsim.hardware.smmu.v2;

import io.pilsim.engine.stats.Counter;
import io.pilsim.hardware.smmu.StreamAccess;

/**
 * Terminates accesses and records why.
 *
 * <p><b>Models:</b> FSR, FAR, FSYNR0 and CBFRSYNRA of the bank whose stage faulted, the interrupt
 * for the first fault, the global fault of a stream that may not pass.
 *
 * <p><b>Does not model:</b> stalled accesses (SCTLR.CFCFG), which are terminated here as well; the
 * registers of the global fault.
 */
final class FaultReports {
  private final ContextBank[] banks;
  private final ContextFaultSink sink;
  private final Counter faults;

  FaultReports(ContextBank[] banks, ContextFaultSink sink, Counter faults) {
    this.banks = banks;
    this.sink = sink;
    this.faults = faults;
  }

  void global(StreamAccess access) {
    faults.increment();
    access.refuse();
    sink.globalFault(access.streamId(), access.iova());
  }

  void walk(Walk walk, StreamAccess access) {
    record(bankOf(walk.bank, walk.faultInStage2), walk.fault, walk.faultLevel, access);
  }

  /** Whether the permissions let the access through; when not, it is a fault. */
  boolean allows(long permissions, StreamAccess access, ContextBank bank) {
    if (!Permissions.stage1Allows(permissions, access.isWrite(), access.isPrivileged())) {
      record(bank, FaultKind.PERMISSION, Permissions.level1(permissions), access);
      return false;
    }
    if (!Permissions.stage2Allows(permissions, access.isWrite())) {
      record(bankOf(bank, true), FaultKind.PERMISSION, Permissions.level2(permissions), access);
      return false;
    }
    return true;
  }

  private ContextBank bankOf(ContextBank bank, boolean inStage2) {
    return inStage2 && bank.registers().type() == ContextType.NESTED
        ? banks[bank.registers().stage2Bank()]
        : bank;
  }

  private void record(ContextBank bank, FaultKind kind, int level, StreamAccess access) {
    faults.increment();
    access.refuse();
    bank.fault(kind, level, access.iova(), access.isWrite(), access.streamId(), sink);
  }
}
