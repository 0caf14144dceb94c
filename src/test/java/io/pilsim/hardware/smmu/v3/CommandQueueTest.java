package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.CYCLE_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.engine.Cycles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The ring, the fetches and the rate of commands, cycle by cycle from the parameters: a beat of 16
 * bytes a command, the memory, 2 cycles a command; a sync: 8 cycles of link each way.
 */
final class CommandQueueTest {
  private static final int M = Rig.MEMORY;
  private static final int EXECUTE = QueueDriver.EXECUTE;
  private static final int LINK = 8;
  private static final long RING = 0x8_0000;
  private static final long TLBI = Command.tlbiNhAsid(0, 1);

  private final Rig rig = new Rig(new Published().params());
  private final QueueDriver driver = new QueueDriver(rig, RING);
  private final CommandQueuePort queue = driver.queue;

  private List<Long> consumedInCycles(long fromPs) {
    List<Long> cycles = new ArrayList<>();
    driver.consumedPs.forEach(at -> cycles.add((at - fromPs) / CYCLE_PS));
    return cycles;
  }

  @Test
  void aCommandTakesItsBeatTheMemoryAndItsExecution() {
    driver.add(TLBI, 0).publish();
    rig.settle();
    assertEquals(List.of(1L + M + EXECUTE), consumedInCycles(0));
    assertEquals(1, rig.count("tlbi.commands"));
  }

  @Test
  void commandsAreFetchedByFours() {
    for (int i = 0; i < 6; i++) {
      driver.add(TLBI, 0);
    }
    driver.publish();
    rig.settle();
    long first = 4 + M;
    long second = first + 4 * EXECUTE + 2 + M;
    assertEquals(
        List.of(
            first + EXECUTE,
            first + 2 * EXECUTE,
            first + 3 * EXECUTE,
            first + 4 * EXECUTE,
            second + EXECUTE,
            second + 2 * EXECUTE),
        consumedInCycles(0));
    assertEquals(2, rig.count("cmdq0.fetches"));
  }

  @Test
  void nothingIsLookedAtBeforeItIsPublished() {
    driver.add(TLBI, 0);
    rig.settle();
    assertEquals(List.of(), driver.consumedPs);
    queue.write(0, Command.tlbiEl2All(), 0);
    driver.publish();
    rig.settle();
    assertEquals(1, queue.consumer());
  }

  @Test
  void theRingWrapsWithABitAboveItsIndex() {
    for (int i = 0; i < QueueDriver.ENTRIES; i++) {
      driver.add(TLBI, 0);
    }
    assertEquals(QueueDriver.ENTRIES, driver.next());
    driver.publish();
    assertEquals(0, queue.space(driver.next()));
    rig.settle();
    assertEquals(QueueDriver.ENTRIES, queue.consumer());
    assertEquals(QueueDriver.ENTRIES, queue.space(driver.next()));
    for (int i = 0; i < QueueDriver.ENTRIES; i++) {
      driver.add(TLBI, 0);
    }
    driver.publish();
    rig.settle();
    assertEquals(0, queue.consumer());
    assertEquals(RING + 15 * 16, queue.address(31));
    assertEquals(2L * QueueDriver.ENTRIES, rig.count("tlbi.commands"));
  }

  @Test
  void aFetchDoesNotCrossTheEndOfTheRing() {
    for (int i = 0; i < 14; i++) {
      driver.add(TLBI, 0);
    }
    driver.publish();
    rig.settle();
    for (int i = 0; i < 4; i++) {
      driver.add(TLBI, 0);
    }
    driver.publish();
    rig.settle();
    assertEquals(4 + 2, rig.count("cmdq0.fetches")); // 4 + 4 + 4 + 2, and 2 + 2
    assertEquals(18, rig.count("cmdq0.commands"));
  }

  @Test
  void moreThanTheRingHoldsCannotBePublished() {
    assertThrows(IllegalArgumentException.class, () -> queue.publish(17));
  }

  @Test
  void anIdleSyncTakesTheLinkBothWays() {
    driver.add(TLBI, 0).addSync().publish();
    rig.settle();
    long cycles = 2 + M + 2 * EXECUTE + 2 * LINK;
    assertEquals(List.of(cycles * CYCLE_PS), driver.syncedPs);
    assertEquals(List.of(1), driver.syncedAt);
    assertEquals(2, queue.consumer());
  }

  @Test
  void anMsiIsWrittenToMemoryAfterTheSync() {
    driver.add(Command.syncWithMsi(0), Command.msiWord1(queue.address(0)));
    driver.publish();
    long cycles = 1 + M + EXECUTE + 2 * LINK;
    rig.sim.runUntil(cycles * CYCLE_PS);
    assertEquals(1, queue.consumer());
    assertEquals(Command.syncWithMsi(0), rig.memory.readWord(RING));
    rig.settle();
    assertEquals(List.of((cycles + 1 + M) * CYCLE_PS), driver.syncedPs);
    assertEquals(0, (int) rig.memory.readWord(RING));
  }

  @Test
  void anMsiWritesFourBytesAtAnyMultipleOfFour() {
    rig.memory.writeWord(0x9_0000, 0x1111_1111_2222_2222L);
    driver.add(Command.syncWithMsi(0xabc), Command.msiWord1(0x9_0004)).publish();
    rig.settle();
    assertEquals(0xabc_2222_2222L, rig.memory.readWord(0x9_0000));
    driver.add(Command.syncWithMsi(-1), Command.msiWord1(0x9_0000)).publish();
    rig.settle();
    assertEquals(0xabc_ffff_ffffL, rig.memory.readWord(0x9_0000));
  }

  @Test
  void interruptsAndEventsSignalAtOnce() {
    driver.add(Command.sync(Command.Signal.INTERRUPT), 0);
    driver.add(Command.sync(Command.Signal.EVENT), 0).publish();
    rig.settle();
    long first = 2 + M + EXECUTE + 2 * LINK;
    long second = first + EXECUTE + 2 * LINK;
    assertEquals(List.of(first * CYCLE_PS, second * CYCLE_PS), driver.syncedPs);
  }

  @Test
  void anIllegalCommandStopsTheQueueUntilItIsReplacedAndAcknowledged() {
    driver.add(TLBI, 0).add(0xff, 0).add(TLBI, 0).publish();
    rig.settle();
    assertEquals(List.of(CommandError.ILLEGAL), driver.errors);
    assertEquals(CommandError.ILLEGAL, queue.error());
    assertEquals(1, queue.consumer());
    driver.addSync().publish();
    rig.settle();
    assertEquals(1, queue.consumer());
    queue.write(1, TLBI, 0);
    queue.acknowledgeError();
    rig.settle();
    assertEquals(4, queue.consumer());
    assertEquals(CommandError.NONE, queue.error());
    assertEquals(3, rig.count("tlbi.commands"));
  }

  /** TG set, one granule and no level is reserved; so is the fourth kind of signal. */
  @Test
  void reservedFieldsAreIllegal() {
    driver.add(Command.tlbiNhVa(0, 1), Command.rangeAddress(0, false, 12, 0)).publish();
    rig.settle();
    assertEquals(CommandError.ILLEGAL, queue.error());
    queue.write(0, Command.SYNC | 3 << 12, 0);
    queue.acknowledgeError();
    rig.settle();
    assertEquals(List.of(CommandError.ILLEGAL, CommandError.ILLEGAL), driver.errors);
  }

  @Test
  void prefetchesAreIgnored() {
    driver.add(Command.PREFETCH_ADDRESS, 0).add(Command.PREFETCH_CONFIG, 0).publish();
    rig.settle();
    assertEquals(2, queue.consumer());
    assertEquals(0, rig.count("tlbi.commands"));
  }

  @Test
  void queuesShareTheExecutorOneCommandAtATime() {
    QueueDriver other = new QueueDriver(rig, 0x9_0000);
    driver.add(TLBI, 0).publish();
    other.add(TLBI, 0).publish();
    rig.settle();
    long first = (1 + M + EXECUTE) * CYCLE_PS;
    assertEquals(List.of(first), driver.consumedPs);
    assertEquals(List.of(first + EXECUTE * CYCLE_PS), other.consumedPs);
  }

  @Test
  void aQueueThatWaitsForItsSyncDoesNotHoldUpAnother() {
    QueueDriver other = new QueueDriver(rig, 0x9_0000);
    driver.addSync().publish();
    other.add(TLBI, 0).publish();
    rig.settle();
    assertTrue(other.consumedPs.get(0) < driver.syncedPs.get(0));
  }

  /** As gem5 does it: 16 bytes at a time, and no time but for that. */
  @Test
  void commandsMayBeFetchedOneByOneAndTakeNoTime() {
    QueueDriver plain = new QueueDriver(rig, 0x9_0000, new CommandQueueParams(1, new Cycles(0)));
    plain.add(TLBI, 0).add(TLBI, 0).publish();
    rig.settle();
    assertEquals(List.of((1L + M) * CYCLE_PS, 2 * (1L + M) * CYCLE_PS), plain.consumedPs);
  }

  @Test
  void commandsAllocateNothing() {
    CommandQueuePort quiet =
        rig.smmu.addCommandQueue(
            new CommandQueueParams(4, new Cycles(2)), 0xa_0000, 4, CommandQueueListener.NONE);
    int[] at = new int[1];
    long bytes =
        Allocation.bytesOf(
            10_000,
            () -> {
              quiet.write(at[0], TLBI, 0);
              int sync = quiet.next(at[0], 1);
              quiet.write(sync, Command.syncWithMsi(0), Command.msiWord1(quiet.address(sync)));
              at[0] = quiet.next(at[0], 2);
              quiet.publish(at[0]);
              rig.sim.runUntil(rig.sim.nowPs() + 1_000_000);
            });
    assertTrue(bytes < 1_024, bytes + " bytes");
    assertEquals(at[0], quiet.consumer());
  }
}
