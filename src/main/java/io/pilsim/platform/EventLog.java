package io.pilsim.platform;

import io.pilsim.hardware.smmu.v3.EventQueuePort;
import io.pilsim.hardware.smmu.v3.EventRecord;
import io.pilsim.hardware.smmu.v3.SmmuV3;
import java.util.Locale;

/**
 * An SMMUv3's event queue, and the driver's thread that empties it and prints what it finds.
 *
 * <p>Source: Linux 6.14, drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c, arm_smmu_dump_event.
 */
final class EventLog implements EventQueuePort.Listener {
  private final EventQueuePort queue;
  private final FaultLog log;

  /**
   * Enables the queue.
   *
   * @param entries a power of two
   */
  EventLog(SmmuV3 smmu, PageArea memory, int entries, FaultLog log) {
    if (Integer.bitCount(entries) != 1) {
      throw new IllegalArgumentException(
          "smmu.event_queue is " + entries + ", expected a power of two");
    }
    this.log = log;
    long base = memory.allocate((long) EventRecord.BYTES * entries);
    this.queue = smmu.enableEvents(base, Integer.numberOfTrailingZeros(entries), this);
  }

  @Override
  public void recorded(int producer) {
    while (queue.consumer() != producer) {
      print(queue.consumer());
      queue.consume(queue.next(queue.consumer(), 1));
    }
  }

  private void print(int index) {
    long what = queue.word(index, 0);
    long how = queue.word(index, 1);
    log.print(
        String.format(
            Locale.ROOT,
            "event: 0x%02x sid: 0x%x ssid: 0x%x iova: 0x%x ipa: 0x%x %s %s s%d",
            EventRecord.type(what),
            EventRecord.streamId(what),
            EventRecord.substreamId(what),
            queue.word(index, 2),
            queue.word(index, 3),
            EventRecord.isPrivileged(how) ? "priv" : "unpriv",
            EventRecord.isRead(how) ? "read" : "write",
            EventRecord.isOfStage2(how) ? 2 : 1));
  }
}
