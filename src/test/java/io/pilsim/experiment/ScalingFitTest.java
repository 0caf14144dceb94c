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
  void moreThanNTimesTheRateIsNoContention() {
    // n y = 1 + k n (n - 1) - 0.01 (n - 1): the linear form alone would say contention -0.01
    ScalingFit below = new ScalingFit(-0.01, 0.002);
    SortedMap<Integer, Double> rates = new TreeMap<>();
    double xz = 0;
    double zz = 0;
    for (int n : new int[] {1, 2, 4, 8, 16}) {
      rates.put(n, below.capacity(n));
      xz += (n - 1.0) * n * (n - 1);
      zz += 1.0 * n * (n - 1) * n * (n - 1);
    }
    ScalingFit fitted = ScalingFit.of(rates).orElseThrow();
    assertEquals(0, fitted.contention());
    assertEquals(0.002 - 0.01 * xz / zz, fitted.coherence(), 1e-12); // the normal equation of k
  }

  @Test
  void aFitWithoutCoherenceKeepsAllOfItsContention() {
    ScalingFit below = new ScalingFit(0.1, -0.0005);
    SortedMap<Integer, Double> rates = new TreeMap<>();
    double xx = 0;
    double xz = 0;
    for (int n : new int[] {1, 2, 4, 8, 16}) {
      rates.put(n, below.capacity(n));
      xx += (n - 1.0) * (n - 1);
      xz += (n - 1.0) * n * (n - 1);
    }
    ScalingFit fitted = ScalingFit.of(rates).orElseThrow();
    assertEquals(0, fitted.coherence());
    assertEquals(0.1 - 0.0005 * xz / xx, fitted.contention(), 1e-12); // the normal equation of s
    assertTrue(fitted.peak().isEmpty());
  }

  @Test
  void rowsOfExactProportionHaveNeither() {
    SortedMap<Integer, Double> rates = new TreeMap<>();
    for (int n : new int[] {1, 2, 4, 8}) {
      rates.put(n, n * (1 + 0.01 * (n - 1))); // better than n times one
    }
    assertEquals(new ScalingFit(0, 0), ScalingFit.of(rates).orElseThrow());
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
