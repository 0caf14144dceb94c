package io.pilsim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Moments within five of the deviations that theory gives them. */
final class RandomStreamTest {
  private static final int DRAWS = 200_000;

  private final RandomStream random = new RandomStreams(1, 0).stream("test");

  @Test
  void boundedNumbersAreUniformWhateverTheBound() {
    for (int bound : new int[] {2, 3, 7, 64, 1_000}) {
      Tally tally = new Tally(bound);
      for (int i = 0; i < DRAWS; i++) {
        tally.count(random.nextInt(bound));
      }
      tally.assertUniform();
    }
    assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
  }

  /** With 3/4 of all words as the bound, a remainder alone would favour the lower third by half. */
  @Test
  void aBoundThatLeavesAnIncompleteRoundFavoursNoNumber() {
    long third = 1L << 61;
    Tally tally = new Tally(3);
    for (int i = 0; i < DRAWS; i++) {
      tally.count((int) (random.nextLong(3 * third) / third));
    }
    tally.assertUniform();
  }

  @Test
  void wordsOfTheIncompleteRoundAreDrawnAgain() {
    long bound = Long.MAX_VALUE / 2 + 2; // 2^62 + 1: one whole round of 2^63 words
    RandomStream scripted = scripted(-1L, 2 * bound, 2 * (bound - 1));
    assertEquals(bound - 1, scripted.nextLong(bound));
    assertEquals(3, scripted.drawn());
  }

  @Test
  void uniformHasTheMomentsOfTheUniformDistribution() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double u = random.uniform();
      assertTrue(u >= 0 && u < 1);
      sum += u;
      squares += u * u;
    }
    assertClose(1.0 / 2, sum / DRAWS, Math.sqrt(1.0 / 12 / DRAWS));
    assertClose(1.0 / 3, squares / DRAWS, Math.sqrt((1.0 / 5 - 1.0 / 9) / DRAWS));
  }

  @Test
  void uniformReachesBothEndsButNotOne() {
    assertEquals(0.0, scripted(0).uniform());
    assertEquals(0x1.0p-53, scripted(1L << 11).uniform());
    assertEquals(1 - 0x1.0p-53, scripted(-1L).uniform());
  }

  @Test
  void exponentialHasTheMomentsOfTheExponentialDistribution() {
    double mean = 250_000;
    double sum = 0;
    double squares = 0;
    int beyondMean = 0;
    for (int i = 0; i < DRAWS; i++) {
      double x = random.exponential(mean);
      sum += x;
      squares += x * x;
      beyondMean += x > mean ? 1 : 0;
    }
    double m2 = mean * mean;
    assertClose(mean, sum / DRAWS, mean / Math.sqrt(DRAWS));
    assertClose(2 * m2, squares / DRAWS, Math.sqrt((24 - 4) * m2 * m2 / DRAWS));
    double tail = 1 / Math.E;
    assertClose(tail, (double) beyondMean / DRAWS, Math.sqrt(tail * (1 - tail) / DRAWS));
    assertThrows(IllegalArgumentException.class, () -> random.exponential(0));
  }

  @Test
  void exponentialIsTheInverseOfItsDistributionFunction() {
    assertEquals(0.0, scripted(0).exponential(5), 0.0);
    assertEquals(StrictMath.log(2), scripted(Long.MIN_VALUE).exponential(1), 1e-15);
    assertEquals(53 * StrictMath.log(2), scripted(-1L).exponential(1), 1e-12);
    assertEquals(693_147, scripted(Long.MIN_VALUE).exponentialPs(1_000_000));
  }

  @Test
  void bernoulliIsTrueAsOftenAsItsProbabilitySays() {
    int yes = 0;
    for (int i = 0; i < DRAWS; i++) {
      yes += random.bernoulli(0.3) ? 1 : 0;
      assertTrue(random.bernoulli(1));
      assertFalse(random.bernoulli(0));
    }
    assertClose(0.3, (double) yes / DRAWS, Math.sqrt(0.3 * 0.7 / DRAWS));
    assertThrows(IllegalArgumentException.class, () -> random.bernoulli(1.1));
    assertThrows(IllegalArgumentException.class, () -> random.bernoulli(Double.NaN));
  }

  @Test
  void everyOrderIsAsLikelyAsAnyOther() {
    Tally orders = new Tally(24);
    for (int i = 0; i < DRAWS; i++) {
      int[] values = {0, 1, 2, 3};
      random.shuffle(values);
      orders.count(rank(values));
    }
    orders.assertUniform();
  }

  @Test
  void drawingAllocatesNothing() {
    AliasTable zipf = AliasTable.zipf(100, 1);
    long[] sink = new long[1];
    long bytes =
        Allocation.bytesOf(
            10_000,
            () -> sink[0] += random.nextInt(10) + random.exponentialPs(5) + zipf.next(random));
    assertEquals(0, bytes);
    assertTrue(sink[0] > 0);
  }

  /** The number of an order of 0 to 3, in the factorial system. */
  private static int rank(int[] order) {
    int rank = 0;
    for (int i = 0; i < order.length; i++) {
      int lessToTheRight = 0;
      for (int j = i + 1; j < order.length; j++) {
        lessToTheRight += order[j] < order[i] ? 1 : 0;
      }
      rank = rank * (order.length - i) + lessToTheRight;
    }
    return rank;
  }

  private static RandomStream scripted(long... words) {
    return new RandomStream(
        new RandomGenerator() {
          private int next;

          @Override
          public long nextLong() {
            return words[next++];
          }
        });
  }

  private static void assertClose(double expected, double actual, double deviation) {
    assertEquals(expected, actual, 5 * deviation);
  }
}
