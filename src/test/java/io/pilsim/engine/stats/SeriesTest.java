package io.pilsim.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The steps of a value, all of them or a thinned choice. */
final class SeriesTest {
  private final Series series = new Series("pool", Unit.BYTES);

  @Test
  void everyStepIsKeptWithItsTime() {
    series.step(10, 5);
    series.step(20, 0);
    assertEquals(2, series.count());
    assertEquals(10, series.timePs(0));
    assertEquals(5, series.value(0));
    assertEquals(0, series.value(1));
  }

  @Test
  void stepsOfOneInstantAreOne() {
    series.step(10, 5);
    series.step(10, 7);
    assertEquals(1, series.count());
    assertEquals(7, series.value(0));
  }

  @Test
  void aMillionStepsTakeBoundedRoomAndTheLastIsTheLast() {
    for (long i = 1; i <= 1_000_000; i++) {
      series.step(i, -i);
    }
    assertTrue(series.count() <= 4096 && series.count() > 1000, series.count() + " steps");
    assertEquals(1_000_000, series.timePs(series.count() - 1));
    for (int i = 0; i < series.count(); i++) {
      assertEquals(-series.timePs(i), series.value(i), "a step that was there");
      assertTrue(i == 0 || series.timePs(i) > series.timePs(i - 1));
    }
  }
}
