package io.pilsim.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.formats.FormatException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class JsonWriterTest {
  @Test
  void layoutIsTwoSpacesALevelWithRowsOnOneLine() {
    String expected =
        """
        {
          "format": "pilsim-result/1",
          "seed": 1,
          "variants": [
            {
              "name": "kvm \\"v10\\"",
              "ci95": [1.5, 2.0],
              "range": {"lo": [1, 2], "hi": true},
              "empty": [],
              "none": {}
            },
            {
              "nothing": null
            }
          ]
        }
        """;
    assertEquals(
        expected,
        written(
            json -> {
              json.beginObject().member("format", "pilsim-result/1").member("seed", 1);
              json.name("variants").beginArray();
              json.beginObject().member("name", "kvm \"v10\"");
              json.name("ci95").inRow().beginArray().value(1.5).value(2.0).endArray();
              json.name("range").inRow().beginObject();
              json.name("lo").beginArray().value(1).value(2).endArray();
              json.member("hi", true).endObject();
              json.name("empty").beginArray().endArray();
              json.name("none").beginObject().endObject().endObject();
              json.beginObject().name("nothing").nothing().endObject();
              json.endArray().endObject();
            }));
  }

  @Test
  void doublesAreInFullInTheUsualRangeAndWithAnExponentBeyond() {
    assertEquals("0.0", Decimal.of(0));
    assertEquals("-0.0", Decimal.of(-0.0));
    assertEquals("77812345.678", Decimal.of(77812345.678));
    assertEquals("1000000000000000.0", Decimal.of(1e15));
    assertEquals("1.0E16", Decimal.of(1e16));
    assertEquals("0.001", Decimal.of(0.001));
    assertEquals("9.0E-4", Decimal.of(0.0009));
  }

  @Test
  void doublesAreTheShortestThatReadBack() {
    assertEquals("2.0E23", Decimal.of(Double.parseDouble("2e23")), "JDK 17: 1.9999999999999998E23");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL) {
        assertShortest(value);
        assertShortest(Math.scalb(value, 20 - Math.getExponent(value)));
      }
    }
  }

  private static void assertShortest(double value) {
    String text = Decimal.of(value);
    assertEquals(value, Double.parseDouble(text));
    BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
    if (decimal.precision() > 2) {
      BigDecimal exact = new BigDecimal(value);
      BigDecimal shorter = exact.round(new MathContext(decimal.precision() - 1));
      assertEquals(false, shorter.doubleValue() == value, () -> shorter + " is shorter: " + text);
    }
  }

  @Test
  void whatJsonCannotSayIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Decimal.of(Double.NaN));
    assertThrows(
        IllegalArgumentException.class,
        () -> written(json -> json.value(Double.NEGATIVE_INFINITY)));
  }

  @Test
  void callsOutOfTurnAreRefused() {
    assertThrows(IllegalStateException.class, () -> written(json -> json.beginObject().value(1)));
    assertThrows(
        IllegalStateException.class,
        () -> written(json -> json.beginObject().member("a", 1).member("a", 2)));
    assertThrows(IllegalStateException.class, () -> written(json -> json.value(1).value(2)));
    assertThrows(IllegalStateException.class, () -> written(json -> json.endObject()));
  }

  @Test
  void aTreeThatWasReadIsWrittenWithItsNumbersAsTheyWere() throws FormatException {
    String text =
        """
        {
          "b": [
            1e3,
            0.10,
            -7
          ],
          "a": "\u00e9\\n",
          "t": true,
          "n": null
        }
        """;
    JsonNode tree = JsonNode.parse("f", text);
    assertEquals(text, written(json -> json.value(tree)));
  }

  private static String written(Consumer<JsonWriter> calls) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      calls.accept(json);
    }
    return out.toString();
  }
}
