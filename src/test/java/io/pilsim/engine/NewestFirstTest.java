package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NewestFirstTest {
  private final Simulator sim = ReferenceSimulator.newestFirst();
  private final List<String> fired = new ArrayList<>();

  private Event event(String name) {
    return event(name, Phase.COMPLETE);
  }

  private Event event(String name, Phase phase) {
    return new Event(phase) {
      @Override
      protected void fire(long nowPs) {
        fired.add(name + "@" + nowPs);
      }
    };
  }

  @Test
  void theLatestScheduledOfAnInstantFiresFirst() {
    sim.after(5, event("a"));
    sim.after(7, event("late"));
    sim.after(5, event("b"));
    sim.after(5, event("c"));
    assertTrue(sim.runToQuiescence(100));
    assertEquals(List.of("c@5", "b@5", "a@5", "late@7"), fired);
  }

  @Test
  void phasesStillComeFirst() {
    sim.after(5, event("complete"));
    sim.after(5, event("observe", Phase.OBSERVE));
    sim.runUntil(5);
    assertEquals(List.of("complete@5", "observe@5"), fired);
  }

  @Test
  void whatIsScheduledForTheSameInstantGoesBeforeWhatWaits() {
    Event urgent = event("urgent");
    sim.after(5, event("waiting"));
    sim.after(
        5,
        new Event(Phase.COMPLETE) {
          @Override
          protected void fire(long nowPs) {
            sim.after(0, urgent);
          }
        });
    sim.runUntil(5);
    assertEquals(List.of("urgent@5", "waiting@5"), fired);
  }

  @Test
  void cancelledEventsDoNotFire() {
    Event cancelled = event("cancelled");
    sim.after(5, cancelled);
    sim.cancel(cancelled);
    sim.runUntil(10);
    assertEquals(List.of(), fired);
    assertFalse(sim.tryAdvance(1));
  }
}
