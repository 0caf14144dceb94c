package io.pilsim.software.hypervisor;

import io.pilsim.hardware.smmu.RadixTables;
import java.util.List;
import java.util.Optional;

/** One processor as the hypervisor's own table describes it. */
public final class QheeImage {
  /** A range that the processor may reach, at the same address on both sides. */
  public record Range(long base, long bytes, long attributes) {}

  final int pasId;
  final Range carveout;
  final List<Range> ranges;
  final int streamMapEntry;
  final ProcessorReset reset;
  Optional<RadixTables> tables = Optional.empty();
  int bank = -1;

  /**
   * @param ranges the carveout and the device memory
   * @param streamMapEntry which entry of the SMMU its accesses match
   */
  public QheeImage(
      int pasId, Range carveout, List<Range> ranges, int streamMapEntry, ProcessorReset reset) {
    this.pasId = pasId;
    this.carveout = carveout;
    this.ranges = List.copyOf(ranges);
    this.streamMapEntry = streamMapEntry;
    this.reset = reset;
  }

  /** How TrustZone knows it. */
  public int pasId() {
    return pasId;
  }

  /** Whether the SMMU translates for it. */
  public boolean isMapped() {
    return tables.isPresent();
  }

  /** Descriptors that map something for it now. */
  public long leavesPresent() {
    return tables.map(RadixTables::leavesPresent).orElse(0L);
  }
}
