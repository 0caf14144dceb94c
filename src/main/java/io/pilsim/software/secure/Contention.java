package io.pilsim.software.secure;

/**
 * The calls of another VM, which hold TrustZone's internal lock for a while again and again.
 *
 * <p><b>Models:</b> when the lock is held: for the first part of each period, counted from the
 * start of the run. Nothing is scheduled for it, so a run ends as it would without.
 *
 * <p><b>Does not model:</b> that such a call would itself have to wait for Linux's.
 *
 * <p>Source: flow.md 3.6 and 7 (WAITQ-why): a call of Linux stuck behind one of a VM.
 *
 * @param everyPs from the beginning of one call to that of the next
 * @param holdingPs how long each holds the lock: less than the period; zero where there is no guest
 * @param whenBusy what TrustZone answers meanwhile
 * @param waitQueues how many wait queue contexts TrustZone has
 */
public record Contention(long everyPs, long holdingPs, WhenBusy whenBusy, int waitQueues) {
  public Contention {
    if (holdingPs < 0 || holdingPs >= everyPs || waitQueues < 1) {
      throw new IllegalArgumentException("a guest's calls must leave the lock free in between");
    }
  }

  /** No other VM calls. */
  public static Contention none() {
    return new Contention(Long.MAX_VALUE, 0, WhenBusy.SPIN, 1);
  }

  boolean holds(long nowPs) {
    return nowPs % everyPs < holdingPs;
  }

  /** When the lock that is held now becomes free. */
  long releasePs(long nowPs) {
    return nowPs - nowPs % everyPs + holdingPs;
  }
}
