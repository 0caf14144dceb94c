package io.pilsim.experiment.replay;

/**
 * A mapping of a trace.
 *
 * @param device its number
 * @param toNs when it was unmapped; negative when it was not
 */
public record RecordedMapping(
    int device, long iova, long physical, long bytes, long fromNs, long toNs) {
  static final long NEVER = -1;

  public boolean isUnmapped() {
    return toNs != NEVER;
  }

  public long lifetimeNs() {
    return toNs - fromNs;
  }

  /** The largest power of two that both addresses are a multiple of. */
  public long alignment() {
    return Long.lowestOneBit(iova | physical);
  }

  RecordedMapping until(long atNs) {
    return new RecordedMapping(device, iova, physical, bytes, fromNs, atNs);
  }
}
