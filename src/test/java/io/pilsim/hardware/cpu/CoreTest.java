package io.pilsim.hardware.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.ClockDomain;
import io.pilsim.engine.Cycles;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.memory.Bandwidth;
import org.junit.jupiter.api.Test;

final class CoreTest {
  private static final CoreParams PARAMS =
      new CoreParams(
          200_000,
          120_000,
          new CoreParams.Rates(new Bandwidth(8_400_000_000L), new Bandwidth(19_600_000_000L)),
          new CoreParams.Rates(new Bandwidth(1_000_000_000L), new Bandwidth(3_000_000_000L)));

  private final Simulator sim = new HeapSimulator();
  private final Core core =
      new Core(3, PARAMS, ExceptionLevel.EL1, ClockDomain.ofHertz("cpu", 2_000_000_000L), sim);

  @Test
  void copiesAndFillsTakeBytesOverBandwidthRoundedUp() {
    assertEquals(1_000_000_000_000L, core.copyPs(8_400_000_000L, MemoryKind.CACHED));
    assertEquals(120, core.copyPs(1, MemoryKind.CACHED)); // 119.05 ps
    assertEquals(1_000, core.copyPs(1, MemoryKind.WRITE_COMBINING));
    assertEquals(334, core.fillPs(1, MemoryKind.WRITE_COMBINING));
    assertEquals(0, core.fillPs(0, MemoryKind.CACHED));
    // 64 GiB at 19.6 GB/s: 68,719,476,736 / 19.6e9 s = 3.506095751836...
    assertEquals(3_506_095_751_837L, core.fillPs(64L << 30, MemoryKind.CACHED));
  }

  @Test
  void cyclesAndRegisterAccessesHaveTheirCosts() {
    assertEquals(3, core.index());
    assertEquals(5_000, core.toPs(new Cycles(10)));
    assertEquals(200_000, core.mmioReadPs());
    assertEquals(120_000, core.mmioWritePs());
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
