package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.pilsim.engine.RandomProgram.Delays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random programs, the same log on every engine as on the reference engine. */
final class EnginesAgreeTest {
  private static final long TEN_PETA_PS = 10_000_000_000_000_000L;

  /** Engines with so few bits that what happens once in hours happens all the time. */
  private static List<Simulator> engines() {
    return List.of(
        new ReferenceSimulator(LookAhead.OFF),
        new SsjSimulator(LookAhead.ON),
        new SsjSimulator(LookAhead.OFF),
        new HeapSimulator(LookAhead.ON),
        new HeapSimulator(LookAhead.OFF),
        new HeapSimulator(LookAhead.ON, 11, 4),
        new HeapSimulator(LookAhead.ON, 12, 10),
        new HeapSimulator(LookAhead.OFF, 11, 16),
        new WheelSimulator(LookAhead.ON),
        new WheelSimulator(LookAhead.OFF),
        new WheelSimulator(LookAhead.ON, 0),
        new WheelSimulator(LookAhead.ON, 4),
        new WheelSimulator(LookAhead.OFF, 7));
  }

  @ParameterizedTest
  @EnumSource
  void withFewPending(Delays delays) {
    for (long seed = 1; seed <= 100; seed++) {
      assertAgreement(delays, 5, 500, seed, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withManyPending(Delays delays) {
    assertAgreement(delays, 600, 8_000, 1, 0);
  }

  @ParameterizedTest
  @EnumSource
  void afterHours(Delays delays) {
    assertAgreement(delays, 50, 2_000, 1, TEN_PETA_PS);
  }

  private static void assertAgreement(
      Delays delays, int actors, int firings, long seed, long startPs) {
    long[] expected = log(new ReferenceSimulator(), delays, actors, firings, seed, startPs);
    for (Simulator engine : engines()) {
      assertArrayEquals(
          expected,
          log(engine, delays, actors, firings, seed, startPs),
          () -> engine.getClass().getSimpleName() + " with seed " + seed);
    }
  }

  static long[] log(
      Simulator sim, Delays delays, int actors, int firings, long seed, long startPs) {
    sim.runUntil(startPs);
    return new RandomProgram(sim, delays, actors, seed).run(firings);
  }
}
