package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every engine owes. The oracle is the order (time, phase, schedule order), done by hand. */
abstract class SimulatorContract {
  private final List<String> log = new ArrayList<>();
  private final Simulator sim = create(LookAhead.ON);

  abstract Simulator create(LookAhead lookAhead);

  @Test
  void phasesOrderOneInstantAndTiesKeepScheduleOrder() {
    sim.after(5, note(Phase.OBSERVE, "e"));
    sim.after(5, note(Phase.ISSUE, "c"));
    sim.after(5, note(Phase.ISSUE, "d"));
    sim.after(5, note(Phase.ARBITRATE, "b"));
    sim.after(5, note(Phase.COMPLETE, "a"));
    sim.runUntil(5);
    assertEquals(List.of("a 5", "b 5", "c 5", "d 5", "e 5"), log);
  }

  @Test
  void anEventFiresAtItsInstantAndNotBefore() {
    sim.after(1_000, note(Phase.ISSUE, "x"));
    sim.runUntil(999);
    assertEquals(List.of(), log);
    assertEquals(999, sim.nowPs());
    sim.runUntil(1_000);
    assertEquals(List.of("x 1000"), log);
    sim.runUntil(500);
    assertEquals(1_000, sim.nowPs(), "time never goes back");
  }

  @Test
  void zeroDelayFiresInItsOwnPhaseWhenThatIsStillToCome() {
    sim.after(5, does(Phase.COMPLETE, () -> sim.after(0, note(Phase.ISSUE, "issue"))));
    sim.after(5, note(Phase.ARBITRATE, "grant"));
    sim.after(6, note(Phase.COMPLETE, "later"));
    sim.runUntil(6);
    assertEquals(List.of("grant 5", "issue 5", "later 6"), log);
  }

  @Test
  void zeroDelayNeverGoesBackToAnEarlierPhase() {
    Event second = does(Phase.COMPLETE, () -> sim.after(0, note(Phase.ARBITRATE, "third")));
    sim.after(5, does(Phase.ISSUE, () -> sim.after(0, second)));
    sim.after(5, note(Phase.ISSUE, "first"));
    sim.after(5, note(Phase.OBSERVE, "fourth"));
    sim.runUntil(5);
    assertEquals(List.of("first 5", "third 5", "fourth 5"), log);
  }

  @Test
  void eventsOfAnInstantOftenScheduledFromAfarComeBeforeThoseScheduledFromNear() {
    long instantPs = 1L << 50;
    sim.after(instantPs, note(Phase.ISSUE, "a"));
    sim.after(instantPs, note(Phase.ISSUE, "b"));
    sim.after(
        instantPs - (1L << 45),
        does(Phase.ISSUE, () -> sim.after(1L << 45, note(Phase.ISSUE, "c"))));
    sim.after(instantPs - 3, does(Phase.ISSUE, () -> sim.after(3, note(Phase.ISSUE, "d"))));
    sim.after(instantPs, does(Phase.COMPLETE, () -> sim.after(0, note(Phase.ISSUE, "e"))));
    sim.runUntil(instantPs);
    String at = " " + instantPs;
    assertEquals(List.of("a" + at, "b" + at, "c" + at, "d" + at, "e" + at), log);
  }

  @Test
  void cancelledEventsNeverFireAndTheOthersKeepTheirOrder() {
    List<Event> events = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      events.add(note(Phase.ISSUE, "e" + i));
      sim.after(1 + i / 7, events.get(i));
    }
    for (int i = 0; i < 3_000; i++) {
      int other = i * 1_009 % 3_000;
      if (other % 3 == 0) {
        sim.cancel(events.get(other));
      }
      if (i % 3 != 0) {
        expected.add("e" + i + " " + (1 + i / 7));
      }
    }
    assertTrue(sim.runToQuiescence(1_000));
    assertEquals(expected, log);
    assertEquals(2_000, sim.firedEvents());
  }

  @Test
  void aCancelledEventCanBeScheduledAgainAtAnyDistance() {
    Event event = note(Phase.ISSUE, "once");
    sim.after(5, event);
    assertThrows(IllegalStateException.class, () -> sim.after(6, event));
    for (long delayPs : new long[] {0, 1, 1_000, 1L << 40, 1L << 62}) {
      sim.cancel(event);
      sim.cancel(event);
      sim.after(delayPs, event);
    }
    sim.cancel(event);
    sim.after(7, event);
    sim.runUntil(1L << 62);
    assertEquals(List.of("once 7"), log);
  }

  @Test
  void anEventCancelledInItsOwnInstantDoesNotFire() {
    Event victim = note(Phase.ISSUE, "victim");
    sim.after(5, does(Phase.ISSUE, () -> sim.cancel(victim)));
    sim.after(5, victim);
    sim.after(5, note(Phase.ISSUE, "bystander"));
    sim.runUntil(5);
    assertEquals(List.of("bystander 5"), log);
  }

  @Test
  void timeAdvancesInlineOnlyWhenNothingElseIsDue() {
    boolean[] advanced = new boolean[3];
    sim.after(20, note(Phase.OBSERVE, "other"));
    sim.after(
        10,
        does(
            Phase.ISSUE,
            () -> {
              advanced[0] = sim.tryAdvance(9);
              advanced[1] = sim.tryAdvance(1);
            }));
    sim.after(30, does(Phase.ISSUE, () -> advanced[2] = sim.tryAdvance(11)));
    sim.runUntil(40);
    assertTrue(advanced[0], "nothing is due before 19");
    assertFalse(advanced[1], "the other event is due at 20");
    assertFalse(advanced[2], "41 is beyond the limit");
    assertEquals(4, sim.firedEvents());
    assertFalse(sim.tryAdvance(1), "nothing is firing");
  }

  @Test
  void timeNeverAdvancesInlineWithLookAheadOff() {
    Simulator blind = create(LookAhead.OFF);
    blind.after(10, does(Phase.ISSUE, () -> assertFalse(blind.tryAdvance(1))));
    assertTrue(blind.runToQuiescence(20));
    assertEquals(1, blind.firedEvents());
  }

  @Test
  void anEventThatWasHeldBackIsInItsOwnPhaseAgainOnceTimeHasAdvanced() {
    Event heldBack =
        does(
            Phase.COMPLETE,
            () -> {
              assertTrue(sim.tryAdvance(10));
              sim.after(0, note(Phase.ISSUE, "issue"));
              sim.after(0, note(Phase.COMPLETE, "completion"));
            });
    sim.after(5, does(Phase.OBSERVE, () -> sim.after(0, heldBack)));
    sim.runUntil(100);
    assertEquals(List.of("completion 15", "issue 15"), log);
  }

  @Test
  void zeroDelayDoesNotGoBackAPhaseAfterTimeHasAdvancedEither() {
    sim.after(1L << 40, note(Phase.ISSUE, "far"));
    sim.after(
        5,
        does(
            Phase.ISSUE,
            () -> {
              assertTrue(sim.tryAdvance(1L << 39));
              sim.after(0, note(Phase.ISSUE, "issue"));
              sim.after(0, note(Phase.COMPLETE, "completion"));
            }));
    sim.runUntil(1L << 40);
    String at = " " + ((1L << 39) + 5);
    assertEquals(List.of("issue" + at, "completion" + at, "far " + (1L << 40)), log);
  }

  @Test
  void quiescenceIsReachedAtTheLastEventUnlessTheLimitComesFirst() {
    sim.after(10, does(Phase.ISSUE, () -> sim.after(30, note(Phase.ISSUE, "last"))));
    assertFalse(sim.runToQuiescence(39));
    assertEquals(10, sim.nowPs());
    assertTrue(sim.runToQuiescence(Long.MAX_VALUE));
    assertEquals(40, sim.nowPs());
    Event never = note(Phase.ISSUE, "never");
    sim.after(5, never);
    sim.cancel(never);
    assertTrue(sim.runToQuiescence(Long.MAX_VALUE), "what was cancelled is not pending");
    assertEquals(40, sim.nowPs());
  }

  @Test
  void anEventCanBeScheduledBeforeOneThatTheLastRunCouldNotReach() {
    sim.after(1_000_000, note(Phase.ISSUE, "far"));
    sim.after(1_000, note(Phase.ISSUE, "near"));
    sim.runUntil(999);
    sim.after(0, note(Phase.COMPLETE, "now"));
    sim.runUntil(500_000);
    sim.after(499_999, note(Phase.ISSUE, "between"));
    sim.runUntil(2_000_000);
    assertEquals(List.of("now 999", "near 1000", "between 999999", "far 1000000"), log);
  }

  @Test
  void hoursOfPicosecondsAreExact() {
    long hourPs = 3_600_000_000_000_000L;
    sim.after(3 * hourPs + 1, note(Phase.ISSUE, "b"));
    sim.after(3 * hourPs, note(Phase.ISSUE, "a"));
    sim.runUntil(3 * hourPs - 1);
    sim.after(1, note(Phase.COMPLETE, "before a"));
    sim.after(2, note(Phase.ISSUE, "after b"));
    sim.runUntil(4 * hourPs);
    assertEquals(
        List.of(
            "before a 10800000000000000",
            "a 10800000000000000",
            "b 10800000000000001",
            "after b 10800000000000001"),
        log);
  }

  @Test
  void neitherNegativeDelaysNorTimesWithoutANumberAreAccepted() {
    Event event = note(Phase.ISSUE, "x");
    assertThrows(IllegalArgumentException.class, () -> sim.after(-1, event));
    sim.runUntil(1);
    assertThrows(ArithmeticException.class, () -> sim.after(Long.MAX_VALUE, event));
    sim.after(1, event);
    assertTrue(sim.runToQuiescence(2), "refusing left no trace");
    assertEquals(List.of("x 2"), log);
  }

  @Test
  void anExceptionLeavesTheEngineAsAfterTheEventThatThrew() {
    sim.after(5, does(Phase.ISSUE, () -> sim.runUntil(6)));
    sim.after(5, note(Phase.ISSUE, "next"));
    assertThrows(IllegalStateException.class, () -> sim.runUntil(10));
    assertEquals(5, sim.nowPs());
    sim.after(0, note(Phase.COMPLETE, "completion"));
    sim.runUntil(10);
    assertEquals(List.of("completion 5", "next 5"), log);
  }

  private Event note(Phase phase, String text) {
    return does(phase, () -> log.add(text + " " + sim.nowPs()));
  }

  private static Event does(Phase phase, Runnable action) {
    return new Does(phase, action);
  }
}
