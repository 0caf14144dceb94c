package io.pilsim.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.Allocation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LatencyTest {
  private static final long TEN_HOURS_PS = 36_000_000_000_000_000L;

  private final Latency latency = new StatGroup("smmu").latency("walk_time", "a walk");

  @Test
  void countSumMinimumAndMaximumAreExactForHours() {
    latency.record(1);
    latency.record(TEN_HOURS_PS + 1);
    assertEquals(2, latency.count());
    assertEquals(TEN_HOURS_PS + 2, latency.sumPs());
    assertEquals(1, latency.minPs());
    assertEquals(TEN_HOURS_PS + 1, latency.maxPs());
    assertEquals(1, latency.percentilePs(50));
    assertThrows(IllegalArgumentException.class, () -> latency.record(-1));
  }

  @Test
  void percentilesOfOneToAThousandAreTheNumbersThemselves() {
    for (int i = 1_000; i >= 1; i--) {
      latency.record(i);
    }
    assertEquals(1, latency.percentilePs(0));
    assertEquals(500, latency.percentilePs(50));
    assertEquals(990, latency.percentilePs(99));
    assertEquals(1_000, latency.percentilePs(100));
  }

  /** 2, 4, 4, 4, 5, 5, 7, 9: the squares of what they differ from 5 by come to 32. */
  @Test
  void deviationIsThatOfASample() {
    for (int value : new int[] {2, 4, 4, 4, 5, 5, 7, 9}) {
      latency.record(value);
    }
    assertEquals(Math.sqrt(32.0 / 7), latency.deviationPs());
  }

  @Test
  void deviationLosesNothingToTheSizeOfTheValues() {
    for (int value : new int[] {2, 4, 4, 4, 5, 5, 7, 9}) {
      latency.record(TEN_HOURS_PS + value);
    }
    assertEquals(Math.sqrt(32.0 / 7), latency.deviationPs());
  }

  @Test
  void oneAloneDoesNotDeviateAndNoneHasNoDeviation() {
    assertThrows(IllegalStateException.class, latency::deviationPs);
    assertThrows(IllegalStateException.class, latency::minPs);
    latency.record(7);
    assertEquals(0, latency.deviationPs());
  }

  @Test
  void addedPartsAreWhatOneWouldHaveRecorded() {
    SplittableRandom random = new SplittableRandom(1);
    Latency whole = Latency.empty();
    Latency sum = Latency.empty();
    for (int part = 0; part < 5; part++) {
      Latency partial = Latency.empty();
      for (int i = 0; i < 100 * part; i++) { // the first has nothing
        long durationPs = random.nextLong(1L << random.nextInt(1, 50));
        whole.record(durationPs);
        partial.record(durationPs);
      }
      sum.add(partial);
    }
    assertEquals(whole.count(), sum.count());
    assertEquals(whole.sumPs(), sum.sumPs());
    assertEquals(whole.minPs(), sum.minPs());
    assertEquals(whole.maxPs(), sum.maxPs());
    assertEquals(whole.deviationPs(), sum.deviationPs());
    for (int percent = 0; percent <= 100; percent++) {
      assertEquals(whole.percentilePs(percent), sum.percentilePs(percent));
    }
  }

  @Test
  void recordingAllocatesNothingOnceItHasGrown() {
    long[] next = {1};
    assertEquals(
        0, Allocation.bytesOf(10_000, () -> latency.record(next[0]++ % 1_000 * 1_000_000_007L)));
  }

  @Test
  void aMarkBeginsAMeasurementWithinTheWhole() {
    Latency latency = Latency.empty();
    latency.record(1_000);
    assertEquals(1, latency.measured().count());
    latency.mark();
    assertEquals(0, latency.measured().count());
    latency.record(50);
    latency.record(70);
    assertEquals(2, latency.measured().count());
    assertEquals(120, latency.measured().sumPs());
    assertEquals(70, latency.measured().maxPs());
    assertEquals(3, latency.count());
    assertEquals(1_120, latency.sumPs());
    Latency copy = latency.measured().copy();
    latency.record(90);
    assertEquals(2, copy.count());
    assertEquals(70, copy.maxPs());
  }
}
