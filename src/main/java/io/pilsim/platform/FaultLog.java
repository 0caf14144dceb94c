package io.pilsim.platform;

import io.pilsim.hardware.smmu.v2.ContextFaultSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The SMMU's fault interrupts: what its driver prints, and whom it tells. */
final class FaultLog implements ContextFaultSink {
  private static final int MOST_LINES = 100;

  private final List<String> lines = new ArrayList<>();
  private final List<Processor> processors;

  /**
   * @param processors whose faults may come; the list may still be filled
   */
  FaultLog(List<Processor> processors) {
    this.processors = processors;
  }

  @Override
  public void contextFault(int bank, int fsr, long far, int fsynr0, int cbfrsynra) {
    print(
        String.format(
            Locale.ROOT,
            "Unhandled context fault: fsr=0x%x, iova=0x%08x, fsynr=0x%x, cbfrsynra=0x%x, cb=%d",
            fsr,
            far,
            fsynr0,
            cbfrsynra,
            bank));
    processors.forEach(each -> each.contextFault(bank));
  }

  @Override
  public void globalFault(int streamId, long address) {
    print(
        String.format(
            Locale.ROOT, "Blocked unknown Stream ID 0x%x; iova=0x%08x", streamId, address));
  }

  /** The driver limits its rate, too. */
  void print(String line) {
    if (lines.size() < MOST_LINES) {
      lines.add(line);
    }
  }

  /** Something that is not the SMMU's. */
  void note(String line) {
    lines.add(line);
  }

  List<String> lines() {
    return lines;
  }
}
