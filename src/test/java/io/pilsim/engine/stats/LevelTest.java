package io.pilsim.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.Simulator;
import org.junit.jupiter.api.Test;

final class LevelTest {
  private static final long HOUR_PS = 3_600_000_000_000_000L;

  private final Simulator sim = EngineKind.DEFAULT.create();
  private final StatGroup stats = new StatGroup("tzmem");

  /** 0 for 10 ps, 3 for 20 ps, 1 for 30 ps, then 0: an area of 90 in 60 ps, and in 90 ps. */
  @Test
  void meanWeighsEachValueWithItsTime() {
    Level level = level();
    sim.runUntil(10);
    level.set(3);
    sim.runUntil(30);
    level.add(-2);
    sim.runUntil(60);
    assertEquals(90, level.area());
    assertEquals(1.5, level.mean());
    level.set(0);
    sim.runUntil(90);
    assertEquals(90, level.area());
    assertEquals(1.0, level.mean());
    assertEquals(0, level.value());
    assertEquals(3, level.max());
  }

  @Test
  void valuesOfNoDurationCountForTheHighestOnly() {
    Level level = level();
    level.set(100);
    level.set(5);
    assertEquals(5.0, level.mean(), "no time has passed");
    sim.runUntil(10);
    assertEquals(50, level.area());
    assertEquals(100, level.max());
  }

  @Test
  void aLevelThatBeginsLaterHasTheMeanOfItsOwnTime() {
    sim.runUntil(HOUR_PS);
    Level level = level();
    level.set(4);
    sim.runUntil(HOUR_PS + 10);
    assertEquals(4.0, level.mean());
    assertEquals(40, level.area());
  }

  @Test
  void hoursOfGigabytesHaveAMeanThoughTheirAreaLeavesALong() {
    Level level = level();
    level.set(1L << 33);
    sim.runUntil(HOUR_PS);
    level.set(1L << 31);
    sim.runUntil(2 * HOUR_PS);
    assertEquals((double) ((1L << 32) + (1L << 30)), level.mean());
    assertThrows(ArithmeticException.class, level::area);
  }

  @Test
  void aMarkForgetsAllButTheValueAndTheAreaOfLaws() {
    Level level = level();
    level.set(8);
    sim.runUntil(10);
    level.set(2);
    sim.runUntil(20);
    level.mark();
    assertEquals(2.0, level.mean(), "no time has passed");
    sim.runUntil(30);
    level.set(4);
    sim.runUntil(40);
    assertEquals(3.0, level.mean());
    assertEquals(4, level.max());
    assertEquals(80 + 20 + 20 + 40, level.area());
  }

  private Level level() {
    return stats.level("bytes_in_use", Unit.BYTES, "bytes in use", sim);
  }
}
