package io.pilsim.hardware.smmu;

import io.pilsim.engine.Event;
import io.pilsim.engine.Phase;

/**
 * One access of a bus master, from the request for its translation to the end of its transaction.
 * Owned and reused by the master, which calls {@link #complete} once per translation, refused ones
 * included: until then the SMMU counts it as outstanding.
 */
public abstract class StreamAccess extends Event {
  private int streamId;
  private long iova;
  private int bytes;
  private boolean write;
  private boolean privileged;

  private StreamPort port;
  private long askedPs;
  private int ticket;
  private boolean refused;
  private long pa;

  protected StreamAccess(Phase phase) {
    super(phase);
  }

  /** What the next translation is asked for; the access may not cross a page of 4 KiB. */
  public final void aim(int streamId, long iova, int bytes, boolean write) {
    this.streamId = streamId;
    this.iova = iova;
    this.bytes = bytes;
    this.write = write;
    this.privileged = false;
  }

  /** The next translation is asked for by privileged software of the master. */
  public final void asPrivileged() {
    this.privileged = true;
  }

  public final int streamId() {
    return streamId;
  }

  public final long iova() {
    return iova;
  }

  public final int bytes() {
    return bytes;
  }

  public final boolean isWrite() {
    return write;
  }

  public final boolean isPrivileged() {
    return privileged;
  }

  /** Whether the SMMU terminated the access. */
  public final boolean isRefused() {
    return refused;
  }

  /** The physical address; only of an access that was not refused. */
  public final long pa() {
    if (refused) {
      throw new IllegalStateException("no address: the access was refused");
    }
    return pa;
  }

  /** The transaction is over, or was never begun because the access was refused. */
  public final void complete() {
    port.release(this);
  }

  /** For the SMMU: it has been asked. */
  public final void taken(StreamPort by, long nowPs) {
    port = by;
    askedPs = nowPs;
  }

  /** For the SMMU: when it was asked. */
  public final long askedPs() {
    return askedPs;
  }

  /** For the SMMU: a number of its own. */
  public final void setTicket(int ticket) {
    this.ticket = ticket;
  }

  /** For the SMMU. */
  public final int ticket() {
    return ticket;
  }

  /** For the SMMU: the answer. */
  public final void translated(long pa) {
    this.refused = false;
    this.pa = pa;
  }

  /** For the SMMU: the answer is a termination. */
  public final void refuse() {
    this.refused = true;
  }
}
