package io.pilsim.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonNodeTest {
  @Test
  void everyNodeKnowsItsLineAndColumn() throws FormatException {
    JsonObject root = (JsonObject) JsonNode.parse("f", "{\"b\": 1,\n \"a\": [true, \"x\", null]}");
    assertEquals(List.of("b", "a"), root.names());
    assertEquals(new JsonNumber(1, 7, "1"), root.get("b").orElseThrow());
    JsonArray array = (JsonArray) root.get("a").orElseThrow();
    assertEquals(
        List.of(new JsonTruth(2, 8, true), new JsonText(2, 14, "x"), new JsonNull(2, 19)),
        array.items());
    assertEquals(2, array.line());
    assertEquals(7, array.column());
  }

  @Test
  void numbersAreExactAsLongsAndNearestAsDoubles() {
    assertEquals(
        OptionalLong.of(9007199254740993L), new JsonNumber(1, 1, "9007199254740993").asLong());
    assertEquals(OptionalLong.empty(), new JsonNumber(1, 1, "1e3").asLong());
    assertEquals(OptionalLong.empty(), new JsonNumber(1, 1, "9223372036854775808").asLong());
    assertEquals(1e3, new JsonNumber(1, 1, "1e3").asDouble());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": 1, "a": 2}  | 1:10 | the name "a" is given twice
          [1, 2] 3          | 1:8  | one value was expected
          [1,]              | 1:4  | Unexpected character (']'
          {"a": NaN}        | 1:10 | Non-standard token 'NaN'
          [1e999]           | 1:2  | this number is too large
          // no             | 1:1  | Unexpected character ('/'
          [1                | 1:3  | Unexpected end-of-input
          01                | 1:2  | Invalid numeric value: Leading zeroes not allowed
          `"a\tb"`          | 1:3  | Illegal unquoted character
          `   `             | 1:1  | the file is empty
          """)
  void mistakesAreNamedWithTheirPlace(String text, String where, String problem) {
    FormatException e = assertThrows(FormatException.class, () -> JsonNode.parse("f", text));
    assertTrue(e.problem().startsWith(problem), e.problem());
    assertEquals("f:" + where + ": " + e.problem(), e.getMessage());
  }

  @Test
  void depthIsBounded() throws FormatException {
    assertEquals(1, JsonNode.parse("f", "[".repeat(64) + "]".repeat(64)).column());
    FormatException e =
        assertThrows(FormatException.class, () -> JsonNode.parse("f", "[".repeat(100_000)));
    assertEquals("f:1:65: nested deeper than 64 levels", e.getMessage());
  }
}
