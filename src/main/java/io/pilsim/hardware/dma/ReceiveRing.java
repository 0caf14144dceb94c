package io.pilsim.hardware.dma;

import java.util.Arrays;

/**
 * The queues of one receive ring as the device reaches them: pages posted for it, packets to send,
 * and the rings in memory that describe both. All in order; the owner sees that no queue overflows.
 */
public final class ReceiveRing {
  /** What the device tells of the ring. */
  public interface Owner {
    /** The oldest posted page has been written, for a flow. */
    void received(int flow);

    /** The oldest packet has been sent. */
    void sent();
  }

  /** Entries of equal size side by side in memory, used one after another, again and again. */
  public static final class Entries {
    private final long iova;
    private final int bytes;
    private final int count;
    private int next;

    public Entries(long iova, int bytes, int count) {
      this.iova = iova;
      this.bytes = bytes;
      this.count = count;
    }

    long advance() {
      long at = iova + (long) next * bytes;
      next = next + 1 == count ? 0 : next + 1;
      return at;
    }
  }

  /** Addresses in order. */
  private static final class Queue {
    private long[] items = new long[64];
    private int head;
    private int size;

    void add(long item) {
      if (size == items.length) {
        long[] larger = Arrays.copyOfRange(items, head, head + 2 * items.length);
        System.arraycopy(items, 0, larger, items.length - head, head);
        items = larger;
        head = 0;
      }
      items[(head + size++) % items.length] = item;
    }

    long remove() {
      long item = items[head];
      head = (head + 1) % items.length;
      size--;
      return item;
    }
  }

  final Owner owner;
  final Entries receiveDescriptors;
  final Entries receiveCompletions;
  final Entries sendDescriptors;
  final Entries sendCompletions;
  private final int pagesPerDescriptor;
  private final Queue pages = new Queue();
  private final Queue packets = new Queue();
  private int takenOfDescriptor;

  public ReceiveRing(
      Owner owner,
      int pagesPerDescriptor,
      Entries receiveDescriptors,
      Entries receiveCompletions,
      Entries sendDescriptors,
      Entries sendCompletions) {
    this.owner = owner;
    this.pagesPerDescriptor = pagesPerDescriptor;
    this.receiveDescriptors = receiveDescriptors;
    this.receiveCompletions = receiveCompletions;
    this.sendDescriptors = sendDescriptors;
    this.sendCompletions = sendCompletions;
  }

  void addPage(long iova) {
    pages.add(iova);
  }

  void addPacket(long iova) {
    packets.add(iova);
  }

  boolean hasPage() {
    return pages.size > 0;
  }

  boolean hasPacket() {
    return packets.size > 0;
  }

  /** Whether the next page is the first of a descriptor. */
  boolean isAtDescriptor() {
    return takenOfDescriptor == 0;
  }

  long takePage() {
    takenOfDescriptor = takenOfDescriptor + 1 == pagesPerDescriptor ? 0 : takenOfDescriptor + 1;
    return pages.remove();
  }

  long takePacket() {
    return packets.remove();
  }
}
