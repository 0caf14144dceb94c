package io.pilsim.hardware.smmu.v3;

import static io.pilsim.hardware.smmu.v3.Rig.READ_WRITE;
import static io.pilsim.hardware.smmu.v3.Rig.STAGE2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import io.pilsim.hardware.smmu.RadixTables;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The time of one translation with nothing else under way, cycle by cycle from the parameters: port
 * 1, micro TLB 1, main TLB 3, link 8 each way, configuration cache 3, walk cache 4 a level, arbiter
 * 1, one table read 1 + memory + 1. The sums are also what gem5 takes (gem5-smmuv3.md 3).
 */
final class TranslationTimeTest {
  private static final int M = Rig.MEMORY;
  private static final int READ = 1 + M + 1;
  private static final int CONFIG = 1 + M;
  private static final int TO_THE_WALK = 1 + 3 + 8 + 3;
  private static final int BACK_AND_OUT = 8 + 1;
  private static final long VA = 0x10_0000_0000L;
  private static final long PA = 0x4000_0000L;
  private static final long PAGE = 4096;
  private static final long BLOCK = 1 << 21;

  private final Published published = new Published();

  private Rig pages() {
    Rig rig = new Rig(published.params());
    RadixTables tables = rig.tables(48);
    tables.map(VA, PA, PAGE, 512, READ_WRITE);
    tables.map(VA + BLOCK, PA + BLOCK, BLOCK, 64, READ_WRITE);
    rig.stage1(0, tables);
    return rig;
  }

  private static Rig.Request read(Rig rig, long address) {
    Rig.Request request = rig.read(0, address);
    rig.settle();
    assertEquals(Fault.NONE, request.fault());
    assertEquals(PA + address - VA, request.physicalAddress());
    assertEquals(List.of(), rig.stats.laws().broken());
    return request;
  }

  @Test
  void coldWalkReadsConfigurationAndFourLevels() {
    Rig.Request request = read(pages(), VA + 0x123);
    assertEquals(TO_THE_WALK + 2 * CONFIG + 3 * 4 + 1 + 4 * READ + BACK_AND_OUT, request.cycles());
    assertEquals(Path.WALK | Path.CONFIG_MISS, request.path());
    assertEquals(4, request.tableReads());
    assertEquals(2, request.configReads());
    assertEquals((3 * 4 + 1 + 4 * READ) * Rig.CYCLE_PS, request.walkPs());
  }

  @Test
  void deviceSeesOnePortCycleBeforeAndTheMemoryAndOneCycleAfter() {
    Rig.Request request = read(pages(), VA);
    assertEquals(request.offeredPs, request.acceptedPs);
    assertEquals(request.acceptedPs + Rig.CYCLE_PS, request.receivedPs());
    assertEquals(request.issuedPs() + (M + 1) * Rig.CYCLE_PS, request.respondedPs);
  }

  @Test
  void microTlbHitTakesTwoCyclesAndMainTlbHitFive() {
    Rig rig = pages();
    for (int page = 0; page < 33; page++) {
      read(rig, VA + page * PAGE);
    }
    assertEquals(2, read(rig, VA + 32 * PAGE + 8).cycles());
    assertEquals(5, read(rig, VA).cycles()); // 33 pages do not fit into 32 entries
  }

  @Test
  void neighbouringPageTakesOneReadAfterItsWalkCacheHit() {
    Rig rig = pages();
    read(rig, VA);
    assertEquals(TO_THE_WALK + 4 + 1 + READ + BACK_AND_OUT, read(rig, VA + PAGE).cycles());
  }

  @Test
  void withoutAWalkCacheEveryWalkReadsEveryLevel() {
    published.walkCache = false;
    Rig rig = pages();
    read(rig, VA);
    assertEquals(TO_THE_WALK + 1 + 4 * READ + BACK_AND_OUT, read(rig, VA + PAGE).cycles());
  }

  @Test
  void blockInTheWalkCacheIsTranslatedWithoutARead() {
    published.mainTlb = false;
    published.microTlb = false;
    Rig rig = pages();
    read(rig, VA + BLOCK);
    Rig.Request request = read(rig, VA + BLOCK + 0x12_3456);
    assertEquals(8 + 3 + 4 + BACK_AND_OUT, request.cycles());
    assertEquals(0, request.tableReads());
  }

  @Test
  void smmuTlbServesOtherInterfaces() {
    published.smmuTlb = true;
    Rig rig = pages();
    read(rig, VA);
    DeviceInterface other = rig.smmu.addInterface();
    Rig.Request request = rig.new Request();
    request.begin(0, 0, VA, 64, false, 0);
    other.offer(request);
    rig.settle();
    assertEquals(TO_THE_WALK + 3 + BACK_AND_OUT, request.cycles());
    assertEquals(Path.SMMU_TLB_HIT, request.path());
  }

  @Test
  void stageTwoAloneTakesTheSameButNoContextDescriptor() {
    Rig rig = new Rig(published.params());
    RadixTables tables = rig.tables(39);
    tables.map(VA, PA, PAGE, 512, STAGE2);
    rig.stage2(0, tables);
    Rig.Request cold = read(rig, VA);
    assertEquals(TO_THE_WALK + CONFIG + 2 * 4 + 1 + 3 * READ + BACK_AND_OUT, cold.cycles());
    assertEquals(1, cold.configReads());
    assertEquals(TO_THE_WALK + 4 + 1 + READ + BACK_AND_OUT, read(rig, VA + PAGE).cycles());
  }

  private Rig nested(int firstBits, int secondBits) {
    Rig rig = new Rig(published.params());
    RadixTables first = rig.tables(firstBits);
    first.map(VA, 0x8_0000_0000L, PAGE, 512, READ_WRITE);
    RadixTables second = rig.tables(secondBits);
    second.map(0x8_0000_0000L, PA, PAGE, 512, STAGE2);
    second.map(0, 0, PAGE, 512, STAGE2);
    rig.nested(0, first, second);
    return rig;
  }

  /** (n+1)(m+1)-1 reads (timing.md 1.5) and m more to translate the address of the descriptor. */
  @Test
  void coldNestedWalkReadsAsManyEntriesAsTheTextbookSays() {
    assertEquals(24 + 4, read(nested(48, 48), VA).tableReads());
    assertEquals(19 + 3, read(nested(48, 39), VA).tableReads());
    assertEquals(19 + 4, read(nested(39, 48), VA).tableReads());
    assertEquals(15 + 3, read(nested(39, 39), VA).tableReads());
  }

  @Test
  void warmNestedWalkReadsTheLastEntryOfEachStage() {
    Rig rig = nested(48, 39);
    read(rig, VA);
    Rig.Request request = read(rig, VA + PAGE);
    assertEquals(2, request.tableReads());
    assertEquals(TO_THE_WALK + 2 * (4 + 1 + READ) + BACK_AND_OUT, request.cycles());
  }

  @Test
  void ipaCacheAnswersInsteadOfStageTwo() {
    published.ipaCache = true;
    published.mainTlb = false;
    published.microTlb = false;
    Rig rig = nested(48, 39);
    read(rig, VA);
    Rig.Request again = read(rig, VA);
    assertEquals(1, again.tableReads());
    assertEquals(8 + 3 + 4 + 1 + READ + 3 + BACK_AND_OUT, again.cycles());
    Rig.Request other = read(rig, VA + PAGE);
    assertEquals(2, other.tableReads());
    assertEquals(8 + 3 + 4 + 1 + READ + 3 + 4 + 1 + READ + BACK_AND_OUT, other.cycles());
  }

  @Test
  void transactionsAllocateNothing() {
    Rig rig = pages();
    Rig.Request request = rig.new Request();
    long[] page = new long[1];
    long bytes =
        Allocation.bytesOf(
            10_000,
            () -> {
              rig.answered.clear();
              request.begin(0, 0, VA + page[0]++ % 400 * PAGE, 64, false, 0);
              rig.device.offer(request);
              rig.sim.runUntil(rig.sim.nowPs() + 1_000_000);
            });
    assertTrue(bytes < 1_024, bytes + " bytes");
  }
}
