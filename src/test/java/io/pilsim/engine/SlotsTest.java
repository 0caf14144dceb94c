package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlotsTest {
  private final Simulator sim = EngineKind.DEFAULT.create();
  private final List<String> log = new ArrayList<>();

  @Test
  void slotsAreGrantedInOrderAndNeverOverReleased() {
    Slots slots = new Slots(sim, 1);
    slots.acquire(note("first"));
    slots.acquire(note("second"));
    sim.runUntil(1);
    assertEquals(List.of("first"), log);
    slots.release();
    sim.runUntil(2);
    assertEquals(List.of("first", "second"), log);
    slots.release();
    assertThrows(IllegalStateException.class, slots::release);
    assertThrows(IllegalArgumentException.class, () -> new Slots(sim, 0));
  }

  private Event note(String text) {
    return new Does(Phase.ISSUE, () -> log.add(text));
  }
}
