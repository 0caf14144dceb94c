package io.pilsim.hardware.smmu.v3;

/**
 * What queues in memory between software and an SMMU have in common: two indices, which carry a
 * wrap bit above the bits of the ring, so that they run from 0 to twice the entries less one.
 */
public interface QueuePort {
  /** The ring's size and where both sides are. */
  interface Indices {
    int entries();

    int producer();

    int consumer();
  }

  Indices indices();

  /** Entries of the ring, a power of two. */
  default int entries() {
    return indices().entries();
  }

  /** The index that is written next. */
  default int producer() {
    return indices().producer();
  }

  /** The index that is read next. */
  default int consumer() {
    return indices().consumer();
  }

  /** The index that lies so many entries further. */
  default int next(int index, int count) {
    return (index + count) & (2 * entries() - 1);
  }
}
