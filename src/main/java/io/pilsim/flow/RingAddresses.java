package io.pilsim.flow;

/** The pages of I/O addresses that one receive ring holds, in the order in which they are used. */
final class RingAddresses {
  private static final long NONE = -1;

  private final long[] pages;
  private int cpu;
  private int head;
  private int size;
  private long packet = NONE;

  RingAddresses(int cpu, int pages) {
    this.cpu = cpu;
    this.pages = new long[pages];
  }

  /** The CPU that serves the ring's interrupt. */
  int cpu() {
    return cpu;
  }

  /** The interrupt goes to another CPU. */
  void moveTo(int other) {
    cpu = other;
  }

  int missing() {
    return pages.length - size;
  }

  void add(long page) {
    pages[(head + size++) % pages.length] = page;
  }

  long takeOldest() {
    long page = pages[head];
    head = (head + 1) % pages.length;
    size--;
    return page;
  }

  boolean hasPacket() {
    return packet != NONE;
  }

  void addPacket(long page) {
    packet = page;
  }

  long takePacket() {
    long page = packet;
    packet = NONE;
    return page;
  }
}
