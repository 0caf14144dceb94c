package io.pilsim.experiment.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class MeanTestTest {
  /** With two values there is one degree of freedom: Student's t is Cauchy's distribution. */
  @Test
  void ofTwoValuesFollowsCauchy() {
    MeanTest test = MeanTest.of(new double[] {1, 3});
    assertEquals(2, test.mean());
    assertEquals(1, test.error(), 1e-12);
    double above = 0.5 - Math.atan(2) / Math.PI;
    assertEquals(above, test.aboveZero(), 1e-9);
    assertEquals(1 - above, test.belowZero(), 1e-9);
    assertEquals(2 - Math.tan(Math.PI * 0.4), test.interval(0.1).low(), 1e-6);
  }

  @Test
  void withoutDeviationThereIsNoDoubt() {
    assertEquals(0, MeanTest.of(new double[] {2, 2}).aboveZero());
    assertEquals(1, MeanTest.of(new double[] {2, 2}).belowZero());
    assertEquals(1, MeanTest.of(new double[] {0, 0}).aboveZero());
    assertEquals(0, MeanTest.of(new double[] {0, 0}).belowZero());
  }
}
