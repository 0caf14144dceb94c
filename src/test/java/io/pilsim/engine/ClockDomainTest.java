package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ClockDomainTest {
  @Test
  void aClockSaysHowItsPeriodWasRounded() {
    assertEquals(new ClockDomain("exact", 1_000), ClockDomain.ofHertz("exact", 1_000_000_000));
    assertEquals(new ClockDomain("xo", 52_083, -6_400), ClockDomain.ofHertz("xo", 19_200_000));
    assertEquals(52_083, ClockDomain.ofHertz("xo", 19_200_000).edgePs(1));
    assertThrows(IllegalArgumentException.class, () -> new ClockDomain("stopped", 0));
  }
}
