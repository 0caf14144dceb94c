package io.pilsim.software.secure;

/** What becomes of a call that finds TrustZone's internal lock held by another VM's. */
public enum WhenBusy {
  /** The caller is told to sleep on a wait queue, and interrupted when it may go on. */
  WAIT_QUEUE,
  /** The caller is told to come again. */
  BUSY,
  /** The call keeps its core until the lock is free. */
  SPIN
}
