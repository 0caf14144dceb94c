package io.pilsim.software.secure;

import static io.pilsim.software.secure.SecureRig.AUTH_PS;
import static io.pilsim.software.secure.SecureRig.BRIDGE_PS;
import static io.pilsim.software.secure.SecureRig.CARVEOUT;
import static io.pilsim.software.secure.SecureRig.ENTRY_PS;
import static io.pilsim.software.secure.SecureRig.EXIT_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.hardware.cpu.Registers;
import io.pilsim.software.routine.FaultPlan;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TrustZone's services: all or nothing, in turns, and beside another VM's calls. */
final class MonitorTest {
  private static final int EIO = -5;
  private static final long AUTH_SMC_PS = ENTRY_PS + AUTH_PS + SecureRig.hashPs() + EXIT_PS;

  @Test
  void aFaultAtAnyRowOfAnyServiceChangesNothing() {
    everyRowOf(() -> new SecureRig(), SecureRig.bridge(CARVEOUT, 4096), "create");
    everyRowOf(() -> new SecureRig().ready(), SecureRig.unbridge(1), "delete");
    everyRowOf(() -> new SecureRig().ready(), SecureRig.memSetup(), "place");
    everyRowOf(() -> new SecureRig().ready(), SecureRig.authenticate(), "start.reset");
    everyRowOf(() -> new SecureRig().started(), SecureRig.shutdown(), "hold_reset");
    everyRowOf(() -> bridged(), SecureRig.initImage(), "verify.compare");
  }

  private static SecureRig bridged() {
    SecureRig rig = new SecureRig();
    rig.call(SecureRig.bridge(SecureRig.METADATA, 64 * 4096));
    return rig;
  }

  /** The call changes something when it goes well; named is a row that must have been tried. */
  private static void everyRowOf(Supplier<SecureRig> rigs, long[] x, String row) {
    SecureRig well = rigs.get();
    String before = well.state();
    FaultPlan seen = FaultPlan.observing();
    assertEquals(0, well.call(seen, x).get(0));
    assertFalse(before.equals(well.state()), "changes nothing: " + well.state());
    assertTrue(seen.paths().stream().anyMatch(path -> path.endsWith(row)), seen.paths().toString());
    for (String path : seen.paths()) {
      SecureRig rig = rigs.get();
      rig.call(FaultPlan.at(path, EIO), x);
      assertEquals(before, rig.state(), path);
    }
  }

  @Test
  void aDeletionThatFailedOnItsWayBackCanBeRepeated() {
    SecureRig rig = new SecureRig().ready();
    rig.call(FaultPlan.at("call.smc.bridge_delete.exit", EIO), SecureRig.unbridge(2));
    assertEquals(0, rig.call(SecureRig.unbridge(2)).get(0));
    assertEquals(1, rig.monitor.bridges().count());
  }

  @Test
  void aCallThatDoesNotYieldTakesTheSumOfItsRows() {
    SecureRig rig = new SecureRig().ready();
    long from = rig.sim.nowPs();
    assertEquals(0, rig.call(SecureRig.authenticate()).get(0));
    assertEquals(AUTH_SMC_PS, rig.sim.nowPs() - from);
  }

  /** With turns that end within the first row, within the second, and just where it ends. */
  @ParameterizedTest
  @ValueSource(longs = {9_000_000, 49_999_999, 60_000_000, 70_480_000, 70_479_999})
  void aYieldingCallComesBackAsOftenAsItsWorkHoldsTurns(long turnPs) {
    SecureRig rig = inTurns(turnPs);
    long workPs = AUTH_PS + SecureRig.hashPs();
    long turns = (workPs + turnPs - 1) / turnPs;
    long from = rig.sim.nowPs();
    Registers x = rig.call(SecureRig.authenticate());
    for (long turn = 1; turn < turns; turn++) {
      assertEquals(1, x.get(0), "interrupted in turn " + turn);
      assertFalse(rig.running);
      assertEquals(from + turn * (ENTRY_PS + turnPs + EXIT_PS), rig.sim.nowPs());
      x = rig.call(1, 0x1, SecureRig.PAS_ID, 0, 0, 0, x.get(6));
    }
    assertEquals(0, x.get(0));
    assertTrue(rig.running);
    assertEquals(from + turns * (ENTRY_PS + EXIT_PS) + workPs, rig.sim.nowPs());
  }

  @Test
  void aSessionThatIsNotUnderWayIsRefused() {
    SecureRig rig = inTurns(9_000_000);
    Registers x = rig.call(SecureRig.authenticate());
    assertEquals(-4, rig.call(1, 0x1, SecureRig.PAS_ID, 0, 0, 0, x.get(6) + 1).get(0));
    assertEquals(-4, new SecureRig().call(1, 0x1, SecureRig.PAS_ID, 0, 0, 0, 1).get(0));
  }

  @Test
  void theHypervisorsOwnCallsDoNotYield() {
    SecureRig rig = inTurns(9_000_000);
    long from = rig.sim.nowPs();
    Registers x = SecureRig.registers(SecureRig.authenticate());
    rig.call(rig.monitor.forHypervisor(), FaultPlan.NONE, x);
    assertEquals(0, x.get(0));
    assertEquals(from + AUTH_SMC_PS, rig.sim.nowPs());
  }

  @Test
  void aFaultInALaterTurnTakesBackWhatEarlierOnesDid() {
    SecureRig rig = inTurns(60_000_000);
    String before = rig.state();
    Registers x = rig.call(SecureRig.authenticate());
    rig.call(
        FaultPlan.at("call.smc.auth_and_reset.exit", EIO),
        1,
        0x1,
        SecureRig.PAS_ID,
        0,
        0,
        0,
        x.get(6));
    assertEquals(before, rig.state());
  }

  private static SecureRig inTurns(long turnPs) {
    SecureRig rig = new SecureRig(OptionalLong.of(turnPs), Contention.none(), false);
    rig.call(SecureRig.bridge(CARVEOUT, SecureRig.CARVEOUT_BYTES));
    rig.call(SecureRig.bridge(SecureRig.METADATA, 64 * 4096));
    Registers x = rig.call(SecureRig.initImage());
    while (x.get(0) == 1) {
      x = rig.call(1, 0x82, SecureRig.PAS_ID, SecureRig.METADATA, 0, 0, x.get(6));
    }
    assertEquals(0, x.get(0));
    return rig;
  }

  @Test
  void aBridgeOverMemoryOfARunningProcessorIsRefused() {
    SecureRig rig = new SecureRig().started();
    rig.call(SecureRig.unbridge(1));
    assertEquals(-10, rig.call(SecureRig.bridge(CARVEOUT + 8192, 4096)).get(0));
    assertEquals(List.of(), rig.resets);
    rig.call(SecureRig.shutdown());
    assertEquals(0, rig.call(SecureRig.bridge(CARVEOUT + 8192, 4096)).get(0));
  }

  @Test
  void orItResetsTheMachine() {
    SecureRig rig = new SecureRig(OptionalLong.empty(), Contention.none(), true).started();
    rig.call(SecureRig.bridge(CARVEOUT - 4096, 8192));
    assertEquals(1, rig.resets.size());
    assertTrue(rig.resets.get(0).contains("0x8ffff000 + 0x2000"), rig.resets.get(0));
  }

  private static final long EVERY_PS = 1_000_000_000;
  private static final long HOLDING_PS = 300_000_000;

  private static SecureRig beside(WhenBusy whenBusy) {
    return new SecureRig(
        OptionalLong.empty(), new Contention(EVERY_PS, HOLDING_PS, whenBusy, 1), false);
  }

  @Test
  void aGuestHoldsTheLockForTheFirstPartOfEachPeriod() {
    Contention contention = new Contention(10, 3, WhenBusy.SPIN, 1);
    assertTrue(contention.holds(20));
    assertTrue(contention.holds(22));
    assertFalse(contention.holds(23));
    assertFalse(contention.holds(29));
    assertEquals(23, contention.releasePs(21));
  }

  @Test
  void spinningKeepsTheCallUntilTheLockIsFree() {
    SecureRig rig = beside(WhenBusy.SPIN);
    rig.sim.runUntil(100_000_000);
    assertEquals(0, rig.call(SecureRig.bridge(CARVEOUT, 4096)).get(0));
    assertEquals(HOLDING_PS + ENTRY_PS + BRIDGE_PS + EXIT_PS, rig.sim.nowPs());
  }

  @Test
  void aBusyFirmwareSaysSoAtOnceAndNotBetweenTheGuestsCalls() {
    SecureRig rig = beside(WhenBusy.BUSY);
    assertEquals(-12, rig.call(SecureRig.bridge(CARVEOUT, 4096)).get(0));
    assertEquals(ENTRY_PS + EXIT_PS, rig.sim.nowPs());
    rig.sim.runUntil(HOLDING_PS);
    assertEquals(0, rig.call(SecureRig.bridge(CARVEOUT, 4096)).get(0));
  }

  @Test
  void aSleepingCallIsWokenWhenTheLockIsFreeAndRunsWhenItIsResumed() {
    SecureRig rig = beside(WhenBusy.WAIT_QUEUE);
    Registers x = rig.call(SecureRig.bridge(CARVEOUT, 4096));
    assertEquals(2, x.get(0));
    assertEquals(0, x.get(1), "wait queue");
    long context = x.get(2);
    assertEquals(List.of(HOLDING_PS), rig.wokenAtPs);
    Registers queue = rig.call(0xC200_2403L);
    assertEquals(List.of(0L, 0L, 1L, 0L), firstFour(queue), "queue 0, wake one, no more");
    assertEquals(0, rig.monitor.bridges().count());
    long from = rig.sim.nowPs();
    assertEquals(0, rig.call(0x4200_2402L, 0x1, context).get(0));
    assertEquals(1, rig.monitor.bridges().count());
    assertEquals(from + ENTRY_PS + BRIDGE_PS + EXIT_PS, rig.sim.nowPs());
    assertEquals(-4, rig.call(0x4200_2402L, 0x1, context).get(0), "only once");
  }

  @Test
  void aCallResumedIntoTheGuestsNextCallSleepsAgain() {
    SecureRig rig = beside(WhenBusy.WAIT_QUEUE);
    long context = rig.call(SecureRig.bridge(CARVEOUT, 4096)).get(2);
    rig.sim.runUntil(EVERY_PS + 1);
    Registers x = rig.call(0x4200_2402L, 0x1, context);
    assertEquals(List.of(2L, 0L, context), firstFour(x).subList(0, 3));
    assertEquals(List.of(HOLDING_PS, EVERY_PS + HOLDING_PS), rig.wokenAtPs);
    assertEquals(0, rig.call(0x4200_2402L, 0x1, context).get(0));
    assertEquals(1, rig.monitor.bridges().count());
  }

  @Test
  void twoWokenCallsAreToldOneAfterTheOther() {
    SecureRig rig = beside(WhenBusy.WAIT_QUEUE);
    rig.call(SecureRig.bridge(CARVEOUT, 4096));
    rig.sim.runUntil(EVERY_PS);
    rig.call(SecureRig.bridge(CARVEOUT + 4096, 4096));
    assertEquals(1, rig.call(0xC200_2403L).get(3), "more pending");
    assertEquals(0, rig.call(0xC200_2403L).get(3));
    assertEquals(-10, rig.call(0xC200_2403L).get(0), "nobody is due");
  }

  @Test
  void aFaultInFallingAsleepLeavesNoSleeper() {
    SecureRig rig = beside(WhenBusy.WAIT_QUEUE);
    FaultPlan fault = FaultPlan.at("call.smc.sleep.exit", EIO);
    rig.call(fault, SecureRig.bridge(CARVEOUT, 4096));
    assertEquals(List.of(), rig.wokenAtPs);
    assertEquals(ENTRY_PS, rig.sim.nowPs());
    assertEquals(-4, rig.call(0x4200_2402L, 0x1, 1).get(0));
  }

  private static List<Long> firstFour(Registers x) {
    return List.of(x.get(0), x.get(1), x.get(2), x.get(3));
  }
}
