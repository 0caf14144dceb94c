package io.pilsim.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TicksTest {
  private static List<String> texts(String unit, double low, double high) {
    return Ticks.of(unit, low, high, 6).stream().map(Ticks.Tick::text).toList();
  }

  @Test
  void stepsAreOneTwoOrFive() {
    assertEquals(List.of("0", "20 ms", "40 ms", "60 ms", "80 ms"), texts("ns", 0, 98.1e6));
    assertEquals(List.of("0", "50 ns", "100 ns"), texts("ns", 0, 143));
    assertEquals(List.of("0.2", "0.3", "0.4", "0.5"), texts("", 0.12, 0.53));
  }

  @Test
  void bytesAreRoundInPowersOfTwo() {
    assertEquals(List.of("0", "2 MiB", "4 MiB", "6 MiB", "8 MiB"), texts("bytes", 0, 9 << 20));
  }

  @Test
  void nothingToDivideHasNone() {
    assertEquals(List.of(), texts("ns", 5, 5));
  }
}
