package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.CYCLE_PS;
import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.hardware.smmu.RadixTables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a CMD_SYNC waits for, and what becomes of walks that an invalidation overtakes. */
final class SyncTest {
  private static final int M = Rig.MEMORY;
  private static final int LINK = 8;
  private static final long VA = 0x10_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long PAGE = 4096;
  private static final long BLOCK = 1 << 21;

  private final Published published = new Published();
  private Rig rig = new Rig(published.params());
  private QueueDriver driver = new QueueDriver(rig, 0x8_0000);

  private RadixTables pages(int stream) {
    RadixTables tables = rig.tables(48);
    tables.map(VA, PA, PAGE, 64, READ_WRITE);
    tables.map(VA + BLOCK, PA + BLOCK, BLOCK, 4, READ_WRITE);
    rig.stage1(stream, tables);
    return tables;
  }

  private Rig.Request read(int stream, long address) {
    Rig.Request request = rig.read(stream, address);
    rig.settle();
    return request;
  }

  private void run(long word0, long word1) {
    driver.add(word0, word1).addSync().publish();
    rig.settle();
    assertEquals(List.of(), driver.errors);
    assertEquals(driver.next(), driver.queue.consumer());
    assertEquals(List.of(), rig.stats.laws().broken());
  }

  /** The hit is issued and out in memory for 50 cycles; the sync waits until it is back. */
  @Test
  void aSyncWaitsForATransactionThatUsesARemovedEntry() {
    pages(1);
    read(1, VA);
    driver.add(Command.tlbiNhVa(0, 1), Command.address(VA, true)).addSync().publish();
    long arrives = rig.sim.nowPs() + (2 + M + 2 * QueueDriver.EXECUTE + LINK) * CYCLE_PS;
    rig.sim.runUntil(arrives - 20 * CYCLE_PS);
    Rig.Request hit = rig.read(1, VA);
    rig.settle();
    assertEquals(Path.MICRO_TLB_HIT, hit.path());
    long backPs = hit.issuedPs() + M * CYCLE_PS;
    assertTrue(backPs > arrives);
    assertEquals(List.of(backPs + LINK * CYCLE_PS), driver.syncedPs);
  }

  @Test
  void aSyncDoesNotWaitForAnotherPagesTransaction() {
    pages(1);
    read(1, VA + PAGE);
    driver.add(Command.tlbiNhVa(0, 1), Command.address(VA, true)).addSync().publish();
    long arrives = rig.sim.nowPs() + (2 + M + 2 * QueueDriver.EXECUTE + LINK) * CYCLE_PS;
    rig.sim.runUntil(arrives - 20 * CYCLE_PS);
    rig.read(1, VA + PAGE);
    rig.settle();
    assertEquals(List.of(arrives + LINK * CYCLE_PS), driver.syncedPs);
  }

  /** Port 1, TLBs 4, link 8 after its offer the SMMU has it; its walk then takes a cold one. */
  @Test
  void aSyncWaitsForAnOlderWalkWhateverItsPage() {
    pages(1);
    read(1, VA);
    driver.addSync().publish();
    long turn = rig.sim.nowPs() + (1 + M + QueueDriver.EXECUTE) * CYCLE_PS;
    rig.sim.runUntil(turn - (1 + 4 + LINK + 1) * CYCLE_PS);
    Rig.Request walk = rig.read(1, VA + PAGE);
    rig.settle();
    assertEquals(Path.WALK, walk.path());
    assertEquals(List.of(walk.translatedPs() + LINK * CYCLE_PS), driver.syncedPs);
  }

  /** The SMMU has the access one cycle before the invalidation is carried out. */
  private Rig.Request overtaken(long address, boolean leafOnly) {
    read(1, VA);
    driver.add(Command.tlbiNhVa(0, 1), Command.address(address, leafOnly)).addSync().publish();
    long turn = rig.sim.nowPs() + (2 + M + QueueDriver.EXECUTE) * CYCLE_PS;
    int tlbs = rig.device.mainTlb.enabled ? 4 : 0;
    rig.sim.runUntil(turn - (1 + tlbs + LINK + 1) * CYCLE_PS);
    Rig.Request request = rig.read(1, address);
    rig.settle();
    assertEquals(Path.WALK, request.path());
    assertEquals(Fault.NONE, request.fault());
    return request;
  }

  @Test
  void aWalkThatAnInvalidationOvertakesIsRememberedByNoTlb() {
    RadixTables tables = pages(1);
    overtaken(VA + PAGE, true);
    tables.unmap(VA + PAGE, PAGE, 1);
    assertEquals(Fault.TRANSLATION, read(1, VA + PAGE).fault());
    assertEquals(List.of(), rig.stats.laws().broken());
  }

  @Test
  void norAreItsBlocksAndTablesByTheWalkCache() {
    published.microTlb = false;
    published.mainTlb = false;
    for (boolean leafOnly : new boolean[] {false, true}) {
      rig = new Rig(published.params());
      driver = new QueueDriver(rig, 0x8_0000);
      RadixTables tables = pages(1);
      tables.map(VA + (1L << 30), PA, BLOCK, 1, READ_WRITE);
      assertEquals(leafOnly ? 2 : 3, overtaken(VA + (1L << 30), leafOnly).tableReads());
      // the tables above it are as good as before where only leaves were meant
      assertEquals(leafOnly ? 1 : 3, read(1, VA + (1L << 30)).tableReads());
      tables.unmap(VA + (1L << 30), BLOCK, 1);
      run(Command.tlbiNhVa(0, 1), Command.address(VA + (1L << 30), true));
      assertEquals(Fault.TRANSLATION, read(1, VA + (1L << 30)).fault());
    }
  }
}
