package io.pilsim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HumanTest {
  @ParameterizedTest
  @CsvSource({
    "ns, 0, 0",
    "ns, 0.5, 0.5 ns",
    "ns, 240, 240 ns",
    "ns, 999.4, 999 ns",
    "ns, 999.6, 1 µs",
    "ns, 1500, 1.5 µs",
    "ns, 77812345.678, 77.8 ms",
    "ns, 12345678901, 12.3 s",
    "bytes, 4096, 4 KiB",
    "bytes, 31457280, 30 MiB",
    "bytes, 100, 100 B",
    "count, 15, 15",
    "count, 7680, 7680",
    "count, 38400, '38,400'",
    "count, 1234567, '1,234,567'",
    "count, 2.3456, 2.35",
    "fraction, 0.25, 0.25",
  })
  void threeDigitsInTheUnitThatFits(String unit, double value, String text) {
    assertEquals(text, Human.of(unit, value));
  }
}
