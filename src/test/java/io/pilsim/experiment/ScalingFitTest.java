package io.pilsim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The universal scalability law, found again in numbers that follow it. */
final class ScalingFitTest {
  @Test
  void ratesThatFollowTheLawGiveItsParameters() {
    ScalingFit law = new ScalingFit(0.05, 0.002);
    SortedMap<Integer, Double> rates = new TreeMap<>();
    for (int n : new int[] {1, 2, 4, 8, 16, 32, 64}) {
      rates.put(n, 1e6 * law.capacity(n));
    }
    ScalingFit fitted = ScalingFit.of(rates).orElseThrow();
    assertEquals(0.05, fitted.contention(), 1e-12);
    assertEquals(0.002, fitted.coherence(), 1e-12);
    assertEquals(Math.sqrt(0.95 / 0.002), fitted.peak().orElseThrow(), 1e-6);
  }

  @Test
  void amdahlsLawHasNoPeak() {
    SortedMap<Integer, Double> rates = new TreeMap<>();
    for (int n : new int[] {1, 2, 4, 8}) {
      rates.put(n, n / (1 + 0.1 * (n - 1)));
    }
    ScalingFit fitted = ScalingFit.of(rates).orElseThrow();
    assertEquals(0.1, fitted.contention(), 1e-12);
    assertEquals(0, fitted.coherence(), 1e-12);
  }

  @Test
  void withoutTheRateOfOneThereIsNoFit() {
    SortedMap<Integer, Double> rates = new TreeMap<>();
    rates.put(2, 1.0);
    rates.put(4, 2.0);
    rates.put(8, 3.0);
    assertTrue(ScalingFit.of(rates).isEmpty());
  }
}
