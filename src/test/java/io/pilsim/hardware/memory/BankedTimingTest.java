package io.pilsim.hardware.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.stats.Counter;
import io.pilsim.engine.stats.StatGroup;
import io.pilsim.hardware.memory.BankedParams.RowPolicy;
import io.pilsim.hardware.memory.BankedParams.Times;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * LPDDR5-6400 x16 as in timing.md 4.1: a row hit 28.75 ns, a closed row 46.75, a conflict 64.75.
 */
final class BankedTimingTest {
  private static final Times TIMES =
      new Times(
          18_000, 21_250, 18_000, 42_000, 7_500, 10_000, 5_000, 20_000, 34_000, 210_000, 3_900_000);
  private static final long HIT_PS = 21_250 + 7_500;
  private static final long CLOSED_PS = 18_000 + HIT_PS;
  private static final long CONFLICT_PS = 18_000 + CLOSED_PS;
  private static final int ROW = 2048;
  private static final int BANKS = 16;
  private static final int GROUPS = 4;

  private final StatGroup stats = new StatGroup("dram");
  private final BankedTiming memory = new BankedTiming(params(1, RowPolicy.OPEN, 0), stats);

  private static BankedParams params(int channels, RowPolicy policy, long pathPs) {
    return new BankedParams(channels, BANKS, GROUPS, ROW, 256, 64, policy, pathPs, TIMES);
  }

  @Test
  void rowHitClosedRowAndConflictTakeTheirTimes() {
    assertEquals(CLOSED_PS, read(0, 0));
    assertEquals(HIT_PS, read(64, 1_000_000));
    assertEquals(CONFLICT_PS, read(ROW * BANKS, 2_000_000));
    assertEquals(1, count("row_hits"));
    assertEquals(1, count("row_closed"));
    assertEquals(1, count("row_conflicts"));
  }

  @Test
  void thePathIsAddedToEveryAccess() {
    BankedTiming far = new BankedTiming(params(1, RowPolicy.OPEN, 80_000), new StatGroup("far"));
    assertEquals(CLOSED_PS + 80_000, far.accessPs(0, 8, false, 0));
  }

  @Test
  void aConflictWaitsForTheRowToHaveBeenOpenLongEnough() {
    read(0, 0);
    // Activated at 0, so precharged at 42 ns; then tRP, tRCD, tCL, tBURST.
    assertEquals(42_000 + 18_000 + CLOSED_PS - 30_000, read(ROW * BANKS, 30_000));
  }

  @Test
  void aWrittenRowIsClosedOnlyAfterItsRecovery() {
    memory.accessPs(0, 64, true, 0);
    assertEquals(CLOSED_PS + 34_000 + 18_000 + CLOSED_PS - 50_000, read(ROW * BANKS, 50_000));
  }

  @Test
  void columnCommandsOfOneBankGroupKeepTheirDistance() {
    read(0, 0);
    // Three at once: each 10 ns behind the one before it, though the bus is free after 7.5.
    long from = 2_000_000;
    assertEquals(HIT_PS, read(0, from));
    assertEquals(HIT_PS + 10_000, read(64, from));
    assertEquals(HIT_PS + 20_000, read(128, from));
  }

  @Test
  void banksOfDifferentGroupsShareOnlyTheBus() {
    read(0, 0);
    read(ROW, 1_000_000); // the next bank, another group
    long from = 2_000_000;
    assertEquals(HIT_PS, read(0, from));
    assertEquals(HIT_PS + 7_500, read(ROW, from));
  }

  @Test
  void activatesKeepTheirDistanceAndTheirWindow() {
    // Five banks at once: activates at 0, 5, 10, 15 and, the window of four being 20 ns, 20.
    long[] activates = {0, 5_000, 10_000, 15_000, 20_000};
    long busPs = 0;
    for (int bank = 0; bank < 5; bank++) {
      busPs = Math.max(activates[bank] + CLOSED_PS, busPs + 7_500);
      assertEquals(busPs, read((long) bank * ROW, 0));
    }
  }

  @Test
  void aRefreshClosesRowsAndHoldsAccessesUp() {
    read(0, 0);
    assertEquals(HIT_PS, read(0, 3_899_999));
    assertEquals(210_000 + CLOSED_PS, read(0, 3_900_000));
    assertEquals(1, count("refresh_waits"));
    assertEquals(CLOSED_PS, read(0, 7_900_000 + 210_000));
  }

  @Test
  void closedRowsAreNeverInTheWay() {
    BankedTiming closing =
        new BankedTiming(params(1, RowPolicy.CLOSED, 0), new StatGroup("closing"));
    assertEquals(CLOSED_PS, closing.accessPs(0, 64, false, 0));
    assertEquals(CLOSED_PS, closing.accessPs(64, 64, false, 1_000_000));
    assertEquals(CLOSED_PS, closing.accessPs(ROW * BANKS, 64, false, 2_000_000));
    // Too early: the row was activated at 2000, precharged at 2042, ready at 2060.
    assertEquals(60_000 + CLOSED_PS - 50_000, closing.accessPs(ROW * BANKS, 64, false, 2_050_000));
  }

  @Test
  void channelsWorkSideBySide() {
    BankedTiming wide = new BankedTiming(params(4, RowPolicy.OPEN, 0), new StatGroup("wide"));
    wide.accessPs(0, 1024, false, 0); // a row of each channel is open
    // 256 bytes in each of four channels: four bursts of 10 ns distance each.
    assertEquals(HIT_PS + 3 * 10_000, wide.accessPs(0, 1024, false, 1_000_000));
  }

  @Test
  void bandwidthNeverExceedsTheBusBetweenRefreshes() {
    SplittableRandom random = new SplittableRandom(1);
    long overPs = 0;
    int bursts = 20_000;
    for (int i = 0; i < bursts; i++) {
      long address = random.nextInt(1 << 20) * 64L;
      overPs = Math.max(overPs, read(address, 0));
    }
    assertTrue(overPs >= bursts * 7_500L * 3_900 / 3_690, "faster than the bus: " + overPs);
    assertEquals(bursts, count("row_hits") + count("row_closed") + count("row_conflicts"));
  }

  private long read(long address, long nowPs) {
    return memory.accessPs(address, 64, false, nowPs);
  }

  private long count(String name) {
    return ((Counter) stats.find("dram." + name).orElseThrow().stat()).value();
  }
}
