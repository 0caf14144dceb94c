package io.pilsim.software.secure;

import io.pilsim.hardware.cpu.Registers;
import io.pilsim.hardware.fabric.Master;
import java.util.Optional;

/** One processor as the PAS service keeps it. */
public final class PasImage {
  final int pasId;
  final Master owner;
  final byte[] resourceTable;
  final ResetControl reset;
  Optional<ImageMetadata> metadata = Optional.empty();

  /** What has come and is not found genuine yet. */
  Optional<ImageMetadata> received = Optional.empty();

  final long carveoutBase;
  final long carveoutBytes;
  long base;
  long baseBefore;
  long status;
  boolean running;

  /**
   * @param pasId how the normal world names it
   * @param owner who owns its memory while it runs, as the firewall knows it
   * @param carveoutBase where its image goes unless it is told otherwise
   * @param resourceTable what it needs to reach
   */
  public PasImage(
      int pasId,
      Master owner,
      long carveoutBase,
      long carveoutBytes,
      byte[] resourceTable,
      ResetControl reset) {
    this.pasId = pasId;
    this.owner = owner;
    this.carveoutBase = carveoutBase;
    this.carveoutBytes = carveoutBytes;
    this.base = carveoutBase;
    this.baseBefore = carveoutBase;
    this.resourceTable = resourceTable.clone();
    this.reset = reset;
  }

  public boolean isRunning() {
    return running;
  }

  /** Whether any of a range is memory that belongs to the processor now. */
  boolean owns(long base, long bytes) {
    return running && base < carveoutBase + carveoutBytes && carveoutBase < base + bytes;
  }

  boolean isNamedBy(Registers x) {
    return x.get(2) == pasId;
  }
}
