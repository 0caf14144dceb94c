package io.pilsim.hardware.smmu.v3;

/**
 * A ring of entries in memory with a producer and a consumer, whose indices carry a wrap bit above
 * the bits of the ring.
 */
final class Ring implements QueuePort.Indices {
  private final long base;
  private final int entries;
  private final int entryBytes;
  private int producer;
  private int consumer;

  /** An empty one of 2^log2Entries. */
  Ring(long base, int log2Entries, int entryBytes) {
    this.base = base;
    this.entries = 1 << log2Entries;
    this.entryBytes = entryBytes;
  }

  @Override
  public int entries() {
    return entries;
  }

  @Override
  public int producer() {
    return producer;
  }

  @Override
  public int consumer() {
    return consumer;
  }

  long address(int index) {
    return base + (long) (index & (entries - 1)) * entryBytes;
  }

  /** Entries from the consumer up to an index. */
  int pending(int to) {
    return (to - consumer) & (2 * entries - 1);
  }

  int pending() {
    return pending(producer);
  }

  /** Entries from the consumer to the end of memory that the ring has. */
  int untilEnd() {
    return entries - (consumer & (entries - 1));
  }

  void produceTo(int index) {
    if (pending(index) > entries) {
      throw new IllegalArgumentException("more than the ring holds: " + pending(index));
    }
    producer = index;
  }

  void produceOne() {
    produceTo((producer + 1) & (2 * entries - 1));
  }

  void consumeTo(int index) {
    if (pending(index) > pending()) {
      throw new IllegalArgumentException("more than there is: " + pending(index));
    }
    consumer = index;
  }

  void consumeOne() {
    consumeTo((consumer + 1) & (2 * entries - 1));
  }
}
