package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulatorTest {
  private final Simulator sim = new HeapSimulator();
  private final List<String> log = new ArrayList<>();

  @Test
  void phasesOrderOneInstantAndTiesKeepScheduleOrder() {
    sim.after(5, note(Phase.OBSERVE, "d"));
    sim.after(5, note(Phase.ISSUE, "b"));
    sim.after(5, note(Phase.ISSUE, "c"));
    sim.after(5, note(Phase.COMPLETE, "a"));
    sim.runUntil(5);
    assertEquals(List.of("a", "b", "c", "d"), log);
  }

  @Test
  void zeroDelayNeverGoesBackToAnEarlierPhase() {
    Event completion = note(Phase.COMPLETE, "completion");
    sim.after(5, does(Phase.ISSUE, () -> sim.after(0, completion)));
    sim.after(5, note(Phase.ISSUE, "issue"));
    sim.runUntil(5);
    assertEquals(List.of("issue", "completion"), log);
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
        expected.add("e" + i);
      }
    }
    sim.runUntil(1_000);
    assertEquals(expected, log);
  }

  @Test
  void aCancelledEventCanBeScheduledAgain() {
    Event event = note(Phase.ISSUE, "once");
    sim.after(5, event);
    assertThrows(IllegalStateException.class, () -> sim.after(6, event));
    sim.cancel(event);
    sim.cancel(event);
    sim.after(7, event);
    sim.runUntil(10);
    assertEquals(List.of("once"), log);
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
  }

  @Test
  void slotsAreGrantedInOrderAndNeverOverReleased() {
    Slots slots = new Slots(sim, 1);
    slots.acquire(note(Phase.ISSUE, "first"));
    slots.acquire(note(Phase.ISSUE, "second"));
    sim.runUntil(1);
    assertEquals(List.of("first"), log);
    slots.release();
    sim.runUntil(2);
    assertEquals(List.of("first", "second"), log);
    slots.release();
    assertThrows(IllegalStateException.class, slots::release);
    assertThrows(IllegalArgumentException.class, () -> new Slots(sim, 0));
  }

  @Test
  void aClockSaysHowItsPeriodWasRounded() {
    assertEquals(new ClockDomain("exact", 1_000), ClockDomain.ofHertz("exact", 1_000_000_000));
    assertEquals(new ClockDomain("xo", 52_083, -6_400), ClockDomain.ofHertz("xo", 19_200_000));
    assertEquals(52_083, ClockDomain.ofHertz("xo", 19_200_000).edgePs(1));
    assertThrows(IllegalArgumentException.class, () -> new ClockDomain("stopped", 0));
  }

  private Event note(Phase phase, String text) {
    return does(phase, () -> log.add(text));
  }

  private static Event does(Phase phase, Runnable action) {
    return new Event(phase) {
      @Override
      protected void fire(long nowPs) {
        action.run();
      }
    };
  }
}
