package io.pilsim.hardware.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Simulator;
import org.junit.jupiter.api.Test;

final class CoreTest {
  private final Simulator sim = new HeapSimulator();
  private final Core core =
      new Core(3, ExceptionLevel.EL1, ClockDomain.ofHertz("cpu", 2_000_000_000L), sim);

  @Test
  void cyclesTakeTheirNumberOfPeriods() {
    assertEquals(3, core.index());
    assertEquals(5_000, core.toPs(new Cycles(10)));
  }

  @Test
  void timeIsBookedOnTheLevelItWasSpentAt() {
    sim.runUntil(100);
    core.enter(ExceptionLevel.EL3);
    sim.runUntil(140);
    core.enter(ExceptionLevel.SECURE_EL1);
    sim.runUntil(200);
    core.enter(ExceptionLevel.EL1);
    sim.runUntil(201);
    assertEquals(ExceptionLevel.EL1, core.level());
    assertEquals(101, core.spentPs(ExceptionLevel.EL1));
    assertEquals(40, core.spentPs(ExceptionLevel.EL3));
    assertEquals(60, core.spentPs(ExceptionLevel.SECURE_EL1));
    assertEquals(0, core.spentPs(ExceptionLevel.EL2));
  }
}
