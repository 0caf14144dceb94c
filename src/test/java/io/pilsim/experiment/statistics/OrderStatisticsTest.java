package io.pilsim.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OrderStatisticsTest {
  private static double[] ranks(int n) {
    double[] ranks = new double[n];
    Arrays.setAll(ranks, i -> i + 1);
    return ranks;
  }

  /** Tabled for the sign test: Conover, Practical nonparametric statistics, table A3. */
  @Test
  void theMedianLiesBetweenTheRanksOfTheSignTest() {
    assertEquals(Optional.empty(), OrderStatistics.ci95(ranks(5), 50));
    assertEquals(Optional.of(new Interval(1, 6)), OrderStatistics.ci95(ranks(6), 50));
    assertEquals(Optional.of(new Interval(2, 9)), OrderStatistics.ci95(ranks(10), 50));
    assertEquals(Optional.of(new Interval(10, 21)), OrderStatistics.ci95(ranks(30), 50));
  }

  /** The largest of n exceeds the 99th percentile with a chance of 1 - 0.99^n. */
  @Test
  void aHighPercentileNeedsMoreValuesThanItsTailHas() {
    assertEquals(Optional.empty(), OrderStatistics.ci95(ranks(367), 99));
    assertEquals(368, OrderStatistics.ci95(ranks(368), 99).orElseThrow().high());
  }

  @Test
  void aPercentileIsTheFirstThatSoManyDoNotExceed() {
    assertEquals(5, OrderStatistics.percentile(ranks(10), 50));
    assertEquals(10, OrderStatistics.percentile(ranks(10), 99));
    assertEquals(1, OrderStatistics.percentile(ranks(1), 50));
  }

  /** 4 x 0.005, 3 x 0.01, then 2 x 0.03, which the last, 0.04, does not fall below. */
  @Test
  void holmMultipliesEachByTheTestsNotYetDecided() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}),
        1e-12);
    assertArrayEquals(new double[] {1, 1}, Holm.adjust(new double[] {0.7, 0.9}));
  }
}
