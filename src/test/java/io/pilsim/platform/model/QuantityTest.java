package io.pilsim.platform.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is the definition of each unit (SI and IEC prefixes). */
final class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "3 cycles, CYCLES, 3",
    "1 cycle, CYCLES, 1",
    "240 ns, DURATION, 240000",
    "240ns, DURATION, 240000",
    "1.5 us, DURATION, 1500000",
    "1.5 µs, DURATION, 1500000",
    "25 ms, DURATION, 25000000000",
    "10 s, DURATION, 10000000000000",
    "0.001 ns, DURATION, 1",
    "4 KiB, BYTES, 4096",
    "30 MiB, BYTES, 31457280",
    "64 B, BYTES, 64",
    "2 kB, BYTES, 2000",
    "8.4 GB/s, BANDWIDTH, 8400000000",
    "1 GiB/s, BANDWIDTH, 1073741824",
    "1.2 GHz, FREQUENCY, 1200000000",
    "19.2 MHz, FREQUENCY, 19200000",
    "15, COUNT, 15",
    "0x95c00000, ADDRESS, 2512388096",
    "true, FLAG, 1",
    "false, FLAG, 0",
    "0.25, FRACTION, 250000000",
    "25 %, FRACTION, 250000000",
    "round-robin, WORD, 0",
  })
  void isHeldExactlyInItsBaseUnit(String text, Dimension dimension, long amount) throws Exception {
    Quantity quantity = Quantity.parse(text);
    assertEquals(dimension, quantity.dimension());
    assertEquals(amount, quantity.amount());
    assertEquals(text, quantity.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0xfg",
        "0x",
        "1.2.3",
        "0.0001 ns",
        "0.3 B",
        "1.5 cycles",
        "99999999999999999999",
        "-1 ns",
        "",
        " "
      })
  void isRefusedWhenItIsNoWholeNumberOfBaseUnits(String text) {
    assertThrows(Quantity.Malformed.class, () -> Quantity.parse(text));
  }

  @Test
  void hasSixtyFourDigitsAtMost() throws Exception {
    String zeros = "0".repeat(63);
    assertEquals(7, Quantity.parse(zeros + "7").amount());
    Quantity.Malformed malformed =
        assertThrows(Quantity.Malformed.class, () -> Quantity.parse(zeros + "07"));
    assertEquals("a number of 65 digits, expected at most 64", malformed.getMessage());
  }

  @Test
  void suggestsTheUnitThatWasMeant() {
    Quantity.Malformed malformed =
        assertThrows(Quantity.Malformed.class, () -> Quantity.parse("3 cylces"));
    assertEquals(
        "unknown unit 'cylces' in '3 cylces' (did you mean cycles?)", malformed.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "DURATION, 240000, 240 ns",
    "DURATION, 1500000, 1.5 µs",
    "DURATION, 1, 1 ps",
    "DURATION, 0, 0 ps",
    "DURATION, 10000000000000, 10 s",
    "DURATION, 1000001, 1000.001 ns",
    "BYTES, 31457280, 30 MiB",
    "BYTES, 1536, 1.5 KiB",
    "BYTES, 1000, 1 kB",
    "BANDWIDTH, 8400000000, 8.4 GB/s",
    "FREQUENCY, 1200000000, 1.2 GHz",
    "CYCLES, 3, 3 cycles",
    "COUNT, 15, 15",
    "ADDRESS, 2512388096, 0x95c00000",
    "FRACTION, 250000000, 0.25",
    "FLAG, 1, true",
  })
  void printsWithoutLossInTheUnitThatReadsBest(Dimension dimension, long amount, String text)
      throws Exception {
    assertEquals(text, Quantity.of(dimension, amount).text());
    assertTrue(Quantity.parse(text).sameAs(Quantity.of(dimension, amount)));
  }
}
