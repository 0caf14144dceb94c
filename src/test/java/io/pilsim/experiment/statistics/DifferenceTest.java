package io.pilsim.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Against the figures that Student himself worked with: additional hours of sleep of ten patients
 * by two drugs (The probable error of a mean, Biometrika 6, 1908; data set {@code sleep} of R).
 */
final class DifferenceTest {
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  /** R: t.test(paired = TRUE) says t = 4.0621, df = 9, p = 0.002833. */
  @Test
  void pairsAreComparedByStudentsTest() {
    Difference sleep = Difference.paired(FIRST, SECOND);
    assertEquals(1.58, sleep.mean(), 1e-12);
    assertEquals(0.7001142, sleep.ci95().orElseThrow().low(), 1e-7);
    assertEquals(2.4598858, sleep.ci95().orElseThrow().high(), 1e-7);
    assertEquals(0.002833, sleep.p().orElseThrow(), 1e-6);
  }

  /** R: t.test says t = 1.8608, df = 17.776, p = 0.07939. */
  @Test
  void whatIsNotPairedIsComparedByWelchsTest() {
    Difference sleep = Difference.independent(FIRST, SECOND);
    assertEquals(-0.2054832, sleep.ci95().orElseThrow().low(), 1e-7);
    assertEquals(3.3654832, sleep.ci95().orElseThrow().high(), 1e-7);
    assertEquals(0.07939, sleep.p().orElseThrow(), 1e-5);
  }

  /** Means and intervals alone say the same as the values that they came from. */
  @Test
  void figuresThatWereKeptAreComparedLikeTheirValues() {
    Difference kept = Difference.independent(kept(FIRST), kept(SECOND));
    Difference whole = Difference.independent(FIRST, SECOND);
    assertEquals(whole.mean(), kept.mean(), 1e-12);
    assertEquals(whole.ci95().orElseThrow().low(), kept.ci95().orElseThrow().low(), 1e-9);
    assertEquals(whole.ci95().orElseThrow().high(), kept.ci95().orElseThrow().high(), 1e-9);
    assertEquals(whole.p().orElseThrow(), kept.p().orElseThrow(), 1e-9);
  }

  private static Difference.Summary kept(double[] values) {
    MeanInterval of = new MeanInterval(values);
    return Difference.Summary.ofInterval(of.n(), of.mean(), of.ci95());
  }

  @Test
  void aFigureOfOneReplicationOrWithoutIntervalTellsNoInterval() {
    Optional<Interval> interval = Optional.of(new Interval(1, 3));
    Difference.Summary two = Difference.Summary.ofInterval(2, 2, interval);
    assertTrue(Difference.independent(two, two).ci95().isPresent());
    Difference.Summary one = Difference.Summary.ofInterval(1, 2, interval);
    Difference.Summary none = Difference.Summary.ofInterval(9, 2, Optional.empty());
    for (Difference.Summary each : new Difference.Summary[] {one, none}) {
      assertTrue(Difference.independent(each, two).ci95().isEmpty());
      assertTrue(Difference.independent(two, each).ci95().isEmpty());
      assertEquals(0, Difference.independent(each, two).mean());
    }
  }

  /** All of five above all of five: two of the 252 ways to choose five of ten. */
  @Test
  void ranksOfSmallSamplesAreCountedAndNotApproximated() {
    double[] low = {1, 2, 3, 4, 5};
    double[] high = {6, 7, 8, 9, 10.5};
    assertEquals(2.0 / 252, Difference.independent(low, high).rankP().orElseThrow(), 1e-12);
    // all five differences positive and different: two of the 2^5 ways to choose signs
    assertEquals(
        2.0 / 32,
        Difference.paired(low, new double[] {2, 4, 6, 8, 10}).rankP().orElseThrow(),
        1e-12);
  }

  /** At either end of the interval of the ratio, the difference to it is just not seen. */
  @Test
  void endsOfTheRatioAreWhereTheScaledDifferenceTouchesZero() {
    double[] below = {10, 12, 11, 14, 9, 13};
    double[] above = {21, 23, 24, 27, 17, 28};
    Interval ratio = Difference.paired(below, above).ratioCi95().orElseThrow();
    assertTrue(ratio.contains(140.0 / 69), ratio.toString());
    assertEquals(0, scaled(below, above, ratio.low()).low(), 1e-9);
    assertEquals(0, scaled(below, above, ratio.high()).high(), 1e-9);
  }

  private static Interval scaled(double[] below, double[] above, double factor) {
    double[] difference = new double[below.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = above[i] - factor * below[i];
    }
    return new MeanInterval(difference).ci95().orElseThrow();
  }

  @Test
  void aRatioToWhatMayBeZeroHasNoInterval() {
    assertEquals(Optional.empty(), Difference.paired(FIRST, SECOND).ratioCi95());
    assertTrue(Difference.exact(0, 3).ratio().isEmpty());
  }

  @Test
  void exactValuesDifferExactly() {
    Difference half = Difference.exact(4, 2);
    assertEquals(Optional.of(new Interval(-2, -2)), half.ci95());
    assertEquals(Optional.of(new Interval(0.5, 0.5)), half.ratioCi95());
    assertEquals(0, half.p().orElseThrow());
    assertEquals(1, Difference.exact(4, 4).p().orElseThrow());
  }

  @Test
  void oneReplicationEachTellsNoInterval() {
    assertTrue(Difference.paired(new double[] {1}, new double[] {2}).ci95().isEmpty());
  }
}
