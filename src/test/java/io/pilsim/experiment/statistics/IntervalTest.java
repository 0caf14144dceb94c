package io.pilsim.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class IntervalTest {
  private static final Interval INTERVAL = new Interval(-1.5, 4.5);

  @Test
  void bothEndsBelongToItAndNothingBeyond() {
    assertTrue(INTERVAL.contains(-1.5));
    assertTrue(INTERVAL.contains(4.5));
    assertFalse(INTERVAL.contains(Math.nextDown(-1.5)));
    assertFalse(INTERVAL.contains(Math.nextUp(4.5)));
    assertFalse(INTERVAL.contains(Double.NaN));
  }

  @Test
  void halfOfItsWidthIsHalfTheWayBetweenItsEnds() {
    assertEquals(3, INTERVAL.half());
  }
}
