package io.pilsim.hardware.smmu.v3;

/**
 * The event queue as software uses it: a ring of records of 32 bytes in memory, of which the SMMU
 * moves the producer index (EVENTQ_PROD) and software the consumer index (EVENTQ_CONS).
 *
 * <p>Source: IHI 0070, "Event queue"; records are read by {@link EventRecord}.
 */
public interface EventQueuePort extends QueuePort {
  /** One of the four words of the record at an index, from memory. */
  long word(int index, int word);

  /** Writes EVENTQ_CONS: every record below this index may be overwritten. */
  void consume(int consumer);

  /** Whether a record has been lost since {@link #acknowledgeOverflow} (EVENTQ_PROD.OVFLG). */
  boolean hasOverflowed();

  /** Writes EVENTQ_CONS.OVACKFLG. */
  void acknowledgeOverflow();

  /** Who is told that a record has been written: the interrupt. */
  interface Listener {
    void recorded(int producer);
  }
}
