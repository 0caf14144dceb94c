package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class AliasTableTest {
  private final RandomStream random = new RandomStreams(1, 0).stream("test");

  @Test
  void probabilitiesAreTheWeightsOverTheirSum() {
    double[] weights = {5, 0, 1, 1, 3, 0, 90};
    AliasTable table = new AliasTable(weights);
    for (int i = 0; i < weights.length; i++) {
      assertEquals(weights[i] / 100, table.probability(i), 1e-15);
    }
  }

  @Test
  void valuesComeAsOftenAsTheirWeightsSay() {
    double[] weights = {0.5, 0.25, 0.125, 0.0625, 0.0625};
    AliasTable table = new AliasTable(weights);
    Tally tally = new Tally(weights.length);
    for (int i = 0; i < 100_000; i++) {
      tally.count(table.next(random));
    }
    tally.assertDistributedAs(weights);
  }

  /** With an exponent of 1 over 4 values: 1, 1/2, 1/3, 1/4 of 25/12. */
  @Test
  void zipfFallsWithTheRank() {
    AliasTable table = AliasTable.zipf(4, 1);
    assertEquals(12.0 / 25, table.probability(0), 1e-15);
    assertEquals(6.0 / 25, table.probability(1), 1e-15);
    assertEquals(4.0 / 25, table.probability(2), 1e-15);
    assertEquals(3.0 / 25, table.probability(3), 1e-15);
  }

  @Test
  void zipfOfManyValuesIsDrawnAsItsLawSays() {
    int n = 1_000;
    double[] probabilities = new double[n];
    double harmonic = 0;
    for (int k = 1; k <= n; k++) {
      harmonic += StrictMath.pow(k, -0.9);
    }
    for (int k = 1; k <= n; k++) {
      probabilities[k - 1] = StrictMath.pow(k, -0.9) / harmonic;
    }
    AliasTable table = AliasTable.zipf(n, 0.9);
    Tally tally = new Tally(n);
    for (int i = 0; i < 500_000; i++) {
      tally.count(table.next(random));
    }
    tally.assertDistributedAs(probabilities);
  }

  @Test
  void noExponentMakesAllAlikeAndOneValueIsCertain() {
    assertEquals(0.125, AliasTable.zipf(8, 0).probability(7), 1e-15);
    assertEquals(0, AliasTable.zipf(1, 2).next(random));
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new AliasTable(new double[] {1, -1}));
    assertThrows(IllegalArgumentException.class, () -> new AliasTable(new double[] {0, 0}));
    assertThrows(IllegalArgumentException.class, () -> new AliasTable(new double[] {Double.NaN}));
  }
}
