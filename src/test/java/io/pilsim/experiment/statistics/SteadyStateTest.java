package io.pilsim.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.engine.RandomStream;
import io.pilsim.engine.RandomStreams;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SteadyStateTest {
  /** Twelve batches of a start, then the same two values in turn. */
  @Test
  void deletesAStartThatIsUnlikeTheRest() {
    long[] series = new long[1000];
    for (int i = 0; i < series.length; i++) {
      series[i] = i < 60 ? 900 - i : 100 + i % 2;
    }
    SteadyState steady = SteadyState.ofPilot(series);
    assertTrue(steady.settled());
    assertEquals(60, steady.deleted());
  }

  @Test
  void anotherRunLosesWhatThePilotDidButNeverMoreThanHalf() {
    long[] series = new long[100];
    assertEquals(60, SteadyState.of(new long[1000], 60).deleted());
    assertEquals(50, SteadyState.of(series, 60).deleted());
  }

  @Test
  void aSeriesThatOnlyGrowsDoesNotSettle() {
    long[] series = new long[1000];
    Arrays.setAll(series, i -> (long) i * i);
    assertFalse(SteadyState.ofPilot(series).settled());
    assertEquals(0, SteadyState.ofPilot(series).deleted());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isTheTruncationOfLeastErrorOfAllThereAre(long seed) {
    RandomStream random = new RandomStreams(seed, 0).stream("series");
    long[] series = new long[100 + random.nextInt(900)];
    double level = 1_000_000;
    for (int i = 0; i < series.length; i++) {
      level *= 0.97;
      series[i] = random.exponentialPs(1000) + (long) level;
    }
    assertEquals(naive(series), Mser5.truncation(series));
  }

  /** The definition: squares about the mean of what is left, over the square of their number. */
  private static OptionalInt naive(long[] series) {
    int batches = series.length / 5;
    double[] means = new double[batches];
    for (int i = 0; i < batches * 5; i++) {
      means[i / 5] += series[i] / 5.0;
    }
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int from = 0; from <= batches - 5; from++) {
      double[] left = Arrays.copyOfRange(means, from, batches);
      double mean = Arrays.stream(left).average().orElseThrow();
      double squares = Arrays.stream(left).map(x -> (x - mean) * (x - mean)).sum();
      double error = squares / ((double) left.length * left.length);
      if (error < least) {
        least = error;
        best = from;
      }
    }
    return best > batches / 2 ? OptionalInt.empty() : OptionalInt.of(best * 5);
  }

  /** 20 batches of 10 that are all one value: mean 10.5, deviation of 1 to 20. */
  @Test
  void batchesOfOneRunGiveAnInterval() {
    long[] series = new long[205];
    Arrays.setAll(series, i -> Math.min(i / 10, 19) + 1);
    Interval ci = BatchMeans.ci95(series, 0).orElseThrow();
    double deviation = Math.sqrt(20 * 21 / 12.0);
    assertEquals(10.5 - 2.093024 * deviation / Math.sqrt(20), ci.low(), 1e-5);
    assertEquals(10.5 + 2.093024 * deviation / Math.sqrt(20), ci.high(), 1e-5);
    assertTrue(BatchMeans.ci95(series, 6).isEmpty(), "batches of nine are too short");
  }
}
