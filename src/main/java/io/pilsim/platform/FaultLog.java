package io.pilsim.platform;

import io.pilsim.hardware.smmu.v2.ContextFaultSink;
import java.util.ArrayList;
import java.util.List;

/** What the SMMU driver would print of faults. */
final class FaultLog implements ContextFaultSink {
  private final List<String> lines = new ArrayList<>();

  @Override
  public void contextFault(int bank, int fsr, long far, int fsynr0, int cbfrsynra) {
    lines.add(
        String.format(
            "Unhandled context fault: fsr=0x%x, iova=0x%08x, fsynr=0x%x, cbfrsynra=0x%x, cb=%d",
            fsr, far, fsynr0, cbfrsynra, bank));
  }

  @Override
  public void globalFault(int streamId, long address) {
    lines.add(String.format("Blocked unknown Stream ID 0x%x; iova=0x%08x", streamId, address));
  }

  /** Something that is not the SMMU's. */
  void note(String line) {
    lines.add(line);
  }

  List<String> lines() {
    return lines;
  }
}
