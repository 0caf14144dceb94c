package io.pilsim.platform.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MersenneTwister64Test {
  /** ISO C++ 14882, [rand.predef]: the 10,000th number of mt19937_64 seeded with 5489. */
  @Test
  void tenThousandthNumberIsTheStandards() {
    MersenneTwister64 twister = new MersenneTwister64(5489);
    long number = 0;
    for (int i = 0; i < 10_000; i++) {
      number = twister.nextLong();
    }
    assertEquals(Long.parseUnsignedLong("9981545732273789042"), number);
  }

  @Test
  void drawsAreInRangeAndEven() {
    MersenneTwister64 twister = new MersenneTwister64(1);
    int[] counts = new int[3];
    for (int i = 0; i < 30_000; i++) {
      counts[twister.below(3)]++;
    }
    for (int count : counts) {
      assertTrue(Math.abs(count - 10_000) < 400, count + " of 10000"); // 5 standard deviations
    }
  }
}
