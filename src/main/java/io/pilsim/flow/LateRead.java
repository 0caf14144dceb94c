package io.pilsim.flow;

import io.pilsim.engine.Phase;
import io.pilsim.hardware.smmu.StreamAccess;
import io.pilsim.hardware.smmu.StreamPort;
import java.util.function.LongUnaryOperator;

/**
 * A read by a device of a buffer whose unmap has returned: refused, or served by a translation that
 * should be gone, or of what the address means by now.
 */
final class LateRead extends StreamAccess {
  private static final int BYTES = 64;

  private final int streamId;
  private final StreamPort smmu;
  private final LongUnaryOperator tables;
  private final MapUnmapMeasures measures;
  private long oldPhysical;
  private boolean busy;

  /**
   * @param tables what the tables say of an address now
   */
  LateRead(int streamId, StreamPort smmu, LongUnaryOperator tables, MapUnmapMeasures measures) {
    super(Phase.COMPLETE);
    this.streamId = streamId;
    this.smmu = smmu;
    this.tables = tables;
    this.measures = measures;
  }

  /** Reads where the buffer was, unless the read before is not over. */
  void read(long iova, long physical) {
    if (!busy) {
      busy = true;
      oldPhysical = physical;
      measures.lateReads.increment();
      aim(streamId, iova, BYTES, false);
      smmu.translate(this);
    }
  }

  @Override
  protected void fire(long nowPs) {
    if (isRefused()) {
      measures.lateRefused.increment();
    } else if (pa() == oldPhysical) {
      boolean mapped = tables.applyAsLong(iova()) == oldPhysical;
      (mapped ? measures.lateMapped : measures.lateStale).increment();
    }
    complete();
    busy = false;
  }
}
