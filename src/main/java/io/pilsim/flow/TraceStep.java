package io.pilsim.flow;

/**
 * One thing that a task of a kernel trace did.
 *
 * @param device whose domain it is about, by its number; no matter for a firmware call
 * @param atPs when it was over, by the trace, since the first line; of a firmware call when it
 *     began
 * @param thinkPs between the end of the task's step before and the beginning of this one
 * @param heldPs how long a firmware call took, by the trace
 */
public record TraceStep(
    Kind kind,
    int device,
    long iova,
    long physical,
    long bytes,
    long atPs,
    long thinkPs,
    long heldPs) {
  /** What was done. */
  public enum Kind {
    /** To a domain of its own. */
    ATTACH,
    /** Back to the default domain. */
    DETACH,
    MAP,
    UNMAP,
    /** A firmware call, under the one lock of them all. */
    FIRMWARE
  }

  public long end() {
    return iova + bytes;
  }

  public TraceStep thinking(long thinkPs) {
    return new TraceStep(kind, device, iova, physical, bytes, atPs, thinkPs, heldPs);
  }

  /** The same of another range. */
  public TraceStep of(long iova, long physical, long bytes) {
    return new TraceStep(kind, device, iova, physical, bytes, atPs, thinkPs, heldPs);
  }
}
