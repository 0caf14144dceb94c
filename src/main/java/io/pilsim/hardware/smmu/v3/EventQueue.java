package io.pilsim.hardware.smmu.v3;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.PhysicalMemory;
import java.util.ArrayDeque;

/**
 * The event queue of an SMMU.
 *
 * <p><b>Models:</b> the ring in memory and both indices; one write of 32 bytes at a time through
 * the port that walks and data use; records lost when the ring is full, but those of stalled
 * transactions, which wait for room.
 *
 * <p><b>Does not model:</b> merging of equal records, aborts of the write.
 *
 * <p>Source: IHI 0070, "Event queue", "Event queue overflow"; MMU-600AE TRM 2.2.2 (one outstanding
 * write).
 */
final class EventQueue extends Agent implements EventQueuePort {
  private static final int WORD = 8;

  private final Ring ring;
  private final RequestPort port;
  private final PhysicalMemory memory;
  private final Listener listener;
  private final ArrayDeque<long[]> toWrite = new ArrayDeque<>();
  private final ArrayDeque<long[]> toWriteWithRoom = new ArrayDeque<>();
  private final ArrayDeque<long[]> idle = new ArrayDeque<>();
  private boolean overflowed;

  private final Counter records;
  private final Counter lost;

  EventQueue(
      Ring ring,
      RequestPort port,
      PhysicalMemory memory,
      Circuit circuit,
      Listener listener,
      StatGroup stats) {
    this.ring = ring;
    this.port = port;
    this.memory = memory;
    this.listener = listener;
    attach(circuit.sim());
    records = stats.counter("records", "event records written");
    lost = stats.counter("lost", "event records that found the queue full");
  }

  @Override
  public Indices indices() {
    return ring;
  }

  @Override
  public long word(int index, int word) {
    return memory.readWord(ring.address(index) + (long) word * WORD);
  }

  @Override
  public void consume(int consumer) {
    ring.consumeTo(consumer);
    while (!toWriteWithRoom.isEmpty() && hasRoom()) {
      write(toWriteWithRoom.pollFirst());
    }
  }

  @Override
  public boolean hasOverflowed() {
    return overflowed;
  }

  @Override
  public void acknowledgeOverflow() {
    overflowed = false;
  }

  /** Records why the transaction was not translated. */
  void record(Transaction t) {
    long[] record = idle.isEmpty() ? new long[EventRecord.WORDS] : idle.pollLast();
    record[0] = EventRecord.word0(t);
    record[1] = EventRecord.word1(t);
    record[2] = t.address();
    record[3] = EventRecord.word3(t);
    if (hasRoom()) {
      write(record);
    } else if (t.stalling) {
      toWriteWithRoom.addLast(record);
    } else {
      overflowed = true;
      lost.increment();
      idle.addLast(record);
    }
  }

  private boolean hasRoom() {
    return ring.pending() + toWrite.size() < ring.entries();
  }

  private void write(long[] record) {
    toWrite.addLast(record);
    if (toWrite.size() == 1) {
      port.enter(this, EventRecord.BYTES, Step.MESSAGE_SENT);
    }
  }

  @Override
  void proceed() {
    if (step == Step.MESSAGE_SENT) {
      port.sendWrite(this, ring.address(ring.producer()), EventRecord.BYTES, Step.MESSAGE_WRITTEN);
    } else {
      written(toWrite.pollFirst());
    }
  }

  private void written(long[] record) {
    for (int i = 0; i < EventRecord.WORDS; i++) {
      memory.writeWord(ring.address(ring.producer()) + (long) i * WORD, record[i]);
    }
    idle.addLast(record);
    records.increment();
    ring.produceOne();
    if (!toWrite.isEmpty()) {
      port.enter(this, EventRecord.BYTES, Step.MESSAGE_SENT);
    }
    listener.recorded(ring.producer());
  }
}
