package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.CYCLE_PS;
import static io.pilsim.hardware.smmu.v3.Rig.READ_ONLY;
import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.hardware.smmu.LeafAttributes;
import io.pilsim.hardware.smmu.RadixTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is recorded of faults, and transactions that stall until software answers. */
final class EventTest {
  private static final int M = Rig.MEMORY;
  private static final int LINK = 8;
  private static final long RING = 0x9_0000;
  private static final long VA = 0x10_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long PAGE = 4096;

  private final Rig rig = new Rig(new Published().params());
  private final QueueDriver driver = new QueueDriver(rig, 0x8_0000);
  private final List<Long> recordedPs = new ArrayList<>();
  private final EventQueuePort events =
      rig.smmu.enableEvents(RING, 2, producer -> recordedPs.add(rig.sim.nowPs()));
  private final RadixTables tables = rig.tables(48);

  EventTest() {
    tables.map(VA, PA, PAGE, 1, READ_WRITE);
    tables.map(VA + PAGE, PA + PAGE, PAGE, 1, READ_ONLY);
    tables.map(VA + 2 * PAGE, PA, PAGE, 1, READ_WRITE & ~LeafAttributes.ACCESS_FLAG);
    rig.stage1(1, tables);
  }

  private void stalling(int stream) {
    rig.stage1(stream, tables);
    long control = rig.memory.readWord(Rig.context(stream));
    rig.memory.writeWord(Rig.context(stream), ContextDescriptor.stalling(control));
  }

  private Rig.Request settled(Rig.Request request) {
    rig.settle();
    return request;
  }

  private void assertRecord(int index, Fault fault, int stream, long address) {
    assertEquals(fault.event(), EventRecord.type(events.word(index, 0)));
    assertEquals(stream, EventRecord.streamId(events.word(index, 0)));
    assertEquals(address, events.word(index, 2));
  }

  /** Types of IHI 0070: 02 C_BAD_STREAMID, 04 C_BAD_STE, 10 to 13 F_TRANSLATION and so on. */
  @Test
  void eachFaultHasItsRecord() {
    settled(rig.read(9, VA));
    assertEquals(0x02, EventRecord.type(events.word(0, 0)));
    assertRecord(0, Fault.BAD_STREAM, 9, VA);
    settled(rig.read(3, VA));
    assertRecord(1, Fault.BAD_STREAM_ENTRY, 3, VA);
    events.consume(2);
    settled(rig.read(1, VA + 5 * PAGE));
    assertRecord(2, Fault.TRANSLATION, 1, VA + 5 * PAGE);
    assertTrue(EventRecord.isRead(events.word(2, 1)));
    settled(rig.write(1, VA + PAGE));
    assertRecord(3, Fault.PERMISSION, 1, VA + PAGE);
    assertFalse(EventRecord.isRead(events.word(3, 1)));
    assertFalse(EventRecord.isStalled(events.word(3, 1)));
    events.consume(4);
    settled(rig.read(1, VA + 2 * PAGE + 64));
    assertRecord(4, Fault.ACCESS_FLAG, 1, VA + 2 * PAGE + 64);
    assertEquals(5, events.producer());
    assertEquals(5, rig.count("eventq.records"));
  }

  /** 32 bytes are two beats; the SMMU knows of the fault a link and 1 cycle before it is back. */
  @Test
  void aRecordIsWrittenWhileTheTransactionReturns() {
    Rig.Request request = settled(rig.read(9, VA));
    long found = request.translatedPs() - LINK * CYCLE_PS;
    assertEquals(List.of(found + (2 + M) * CYCLE_PS), recordedPs);
  }

  @Test
  void recordsThatFindTheQueueFullAreLost() {
    for (int i = 0; i < 6; i++) {
      settled(rig.read(9, VA + i * PAGE));
    }
    assertEquals(4, events.producer());
    assertTrue(events.hasOverflowed());
    assertEquals(2, rig.count("eventq.lost"));
    events.acknowledgeOverflow();
    events.consume(1);
    settled(rig.read(9, VA + 6 * PAGE));
    assertFalse(events.hasOverflowed());
    assertRecord(4, Fault.BAD_STREAM, 9, VA + 6 * PAGE);
  }

  @Test
  void anEntryThatAbortsIsNotRecorded() {
    rig.memory.writeWord(Rig.entry(4), StreamTableEntry.abort());
    assertEquals(Fault.ABORTED_BY_ENTRY, settled(rig.read(4, VA)).fault());
    assertEquals(0, events.producer());
  }

  @Test
  void aStalledTransactionGoesOnWhenItsPageIsThere() {
    stalling(2);
    Rig.Request stalled = settled(rig.read(2, VA + 8 * PAGE));
    assertEquals(-1, stalled.respondedPs);
    assertTrue(EventRecord.isStalled(events.word(0, 1)));
    assertEquals(1, rig.count("stalls"));
    tables.map(VA + 8 * PAGE, PA, PAGE, 1, READ_WRITE);
    int tag = EventRecord.tag(events.word(0, 1));
    driver.add(Command.resume(2, Command.Response.RETRY), tag).publish();
    long resumed = rig.sim.nowPs() + (1 + M + QueueDriver.EXECUTE) * CYCLE_PS;
    rig.settle();
    assertEquals(Fault.NONE, stalled.fault());
    assertEquals(PA, stalled.physicalAddress());
    // TLBs 4, links, configuration 3, a walk-cache hit 4, arbiter 1, one read, issue 1
    assertEquals(
        resumed + (4 + LINK + 3 + 4 + 1 + (1 + M + 1) + LINK + 1) * CYCLE_PS, stalled.issuedPs());
    assertEquals(List.of(), rig.stats.laws().broken());
    assertTrue(rig.count("time.stall") > 0);
  }

  @Test
  void aStalledTransactionThatIsAbortedEndsInItsFault() {
    stalling(2);
    Rig.Request aborted = settled(rig.read(2, VA + 8 * PAGE));
    driver.add(Command.resume(2, Command.Response.ABORT), 0).publish();
    rig.settle();
    assertEquals(Fault.TRANSLATION, aborted.fault());
    assertTrue(aborted.respondedPs > 0);
    assertEquals(1, rig.count("faults"));
  }

  @Test
  void resumingNamesStreamAndTag() {
    stalling(2);
    Rig.Request first = settled(rig.read(2, VA + 8 * PAGE));
    Rig.Request second = rig.offer(2, VA + 9 * PAGE, false, 5);
    rig.settle();
    assertEquals(1, EventRecord.tag(events.word(1, 1)));
    driver.add(Command.resume(1, Command.Response.ABORT), 1);
    driver.add(Command.resume(2, Command.Response.ABORT), 7);
    driver.add(Command.resume(2, Command.Response.TERMINATE), 1).publish();
    rig.settle();
    assertEquals(List.of(), driver.errors);
    assertEquals(-1, first.respondedPs);
    assertTrue(second.respondedPs > 0);
    driver.add(Command.resume(2, Command.Response.ABORT) | 3 << 12, 0).publish();
    rig.settle();
    assertEquals(List.of(CommandError.ILLEGAL), driver.errors);
  }

  @Test
  void allThatAStreamHasStalledMayBeTerminated() {
    stalling(2);
    stalling(3);
    Rig.Request other = rig.offer(3, VA + 8 * PAGE, false, 1);
    List<Rig.Request> mine = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      mine.add(rig.offer(2, VA + (8 + i) * PAGE, false, 10 + i));
    }
    rig.settle();
    driver.add(Command.stallTerm(2), 0).publish();
    rig.settle();
    mine.forEach(request -> assertTrue(request.respondedPs > 0));
    assertEquals(-1, other.respondedPs);
  }

  @Test
  void aSyncDoesNotWaitForWhatIsStalled() {
    stalling(2);
    rig.read(2, VA + 8 * PAGE);
    rig.settle();
    driver.add(Command.tlbiNhVa(0, 2), Command.address(VA + 8 * PAGE, true)).addSync().publish();
    rig.settle();
    assertEquals(1, driver.syncedPs.size());
  }

  @Test
  void recordsOfStalledTransactionsWaitForRoom() {
    stalling(2);
    for (int i = 0; i < 6; i++) {
      rig.offer(2, VA + (8 + i) * PAGE, false, i);
    }
    rig.settle();
    assertEquals(4, events.producer());
    assertFalse(events.hasOverflowed());
    events.consume(2);
    rig.settle();
    assertEquals(6, events.producer());
  }

  @Test
  void stageTwoSaysWhatItWasTranslating() {
    RadixTables second = rig.tables(39);
    rig.nested(5, tables, second);
    settled(rig.read(5, VA));
    assertTrue(EventRecord.isOfStage2(events.word(0, 1)));
    assertEquals(0, EventRecord.inputClass(events.word(0, 1)));
    assertEquals(Rig.context(5) & -PAGE, events.word(0, 3));
    second.map(0, 0, 1 << 21, 1, STAGE2);
    settled(rig.read(5, VA));
    assertEquals(2, EventRecord.inputClass(events.word(1, 1)));
    assertEquals(PA, events.word(1, 3));
    second.map(PA, PA, PAGE, 1, LeafAttributes.stage2(true, false, false, MEMORY));
    settled(rig.write(5, VA));
    assertRecord(2, Fault.PERMISSION, 5, VA);
    assertTrue(EventRecord.isOfStage2(events.word(2, 1)));
  }

  @Test
  void stageTwoMayStallToo() {
    RadixTables second = rig.tables(39);
    second.map(0, 0, 1 << 21, 1, STAGE2);
    rig.stage2(6, second);
    long control = rig.memory.readWord(Rig.entry(6) + 16);
    rig.memory.writeWord(Rig.entry(6) + 16, StreamTableEntry.stage2Stalling(control));
    Rig.Request stalled = settled(rig.read(6, PA));
    assertEquals(-1, stalled.respondedPs);
    second.map(PA, PA, PAGE, 1, STAGE2);
    driver.add(Command.resume(6, Command.Response.RETRY), 0).publish();
    rig.settle();
    assertEquals(PA, stalled.physicalAddress());
  }

  @Test
  void withoutAnEventQueueNothingStalls() {
    Rig plain = new Rig(new Published().params());
    plain.stage1(1, plain.tables(48));
    long control = plain.memory.readWord(Rig.context(1));
    plain.memory.writeWord(Rig.context(1), ContextDescriptor.stalling(control));
    Rig.Request request = plain.read(1, VA);
    plain.settle();
    assertEquals(Fault.TRANSLATION, request.fault());
    assertTrue(request.respondedPs > 0);
  }

  private static final LeafAttributes.MemoryType MEMORY = LeafAttributes.MemoryType.CACHEABLE;
}
