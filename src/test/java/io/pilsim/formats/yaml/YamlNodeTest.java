package io.pilsim.formats.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlNodeTest {
  private static final String SCENARIO =
      """
      # a comment
      scenario: boot-adsp
      workload:
        flow: "boot"
        remoteprocs: [adsp, cdsp0]
      expect:
        - total < 250 ms
      empty:
      """;

  @Test
  void everyNodeKnowsItsLineAndColumn() throws FormatException {
    YamlMapping root = mapping(SCENARIO);
    assertEquals(List.of("scenario", "workload", "expect", "empty"), root.keys());
    assertPlace(2, 1, root);
    YamlEntry workload = root.entry("workload").orElseThrow();
    assertEquals(3, workload.line());
    assertEquals(1, workload.column());
    YamlMapping inner = (YamlMapping) workload.value();
    assertEquals(
        new YamlScalar(4, 9, "boot", true), inner.get("flow").orElseThrow(), "quoted scalar");
    YamlSequence list = (YamlSequence) inner.get("remoteprocs").orElseThrow();
    assertPlace(5, 16, list);
    assertEquals(
        List.of(new YamlScalar(5, 17, "adsp", false), new YamlScalar(5, 23, "cdsp0", false)),
        list.items());
    YamlSequence expect = (YamlSequence) root.get("expect").orElseThrow();
    assertEquals(new YamlScalar(7, 5, "total < 250 ms", false), expect.items().get(0));
  }

  @Test
  void aKeyWithoutAValueIsAbsentAndAnEmptyTextIsNot() throws FormatException {
    YamlMapping root = mapping("a:\nb: ''\n");
    assertTrue(((YamlScalar) root.get("a").orElseThrow()).isAbsent());
    assertFalse(((YamlScalar) root.get("b").orElseThrow()).isAbsent());
    assertEquals(Optional.empty(), root.get("c"));
  }

  @Test
  void scalarsStayTextAsWritten() throws FormatException {
    YamlMapping root = mapping("{a: 0x10, b: yes, c: 1e3, d: null, e: 1_000, f: 2001-01-01}");
    assertEquals(
        List.of("0x10", "yes", "1e3", "null", "1_000", "2001-01-01"),
        root.entries().stream().map(entry -> ((YamlScalar) entry.value()).text()).toList());
  }

  @Test
  void columnsCountCharactersNotBytesOrSurrogates() throws FormatException {
    YamlSequence list =
        (YamlSequence)
            YamlNode.parse("f", "[\u00e4, \ud83d\ude00, x]".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(2, 5, 8), list.items().stream().map(YamlNode::column).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: b: c            | 1:5 | no ':' can stand here
          a: 1\\n\\tb: 2     | 2:1 | a tab cannot indent; use spaces
          - a\\nb: 1         | 2:1 | this does not fit the lines above it, which belong together from 1:1
          a: [1, 2           | 1:9 | the bracket opened at 1:4 is not closed here
          a: "x              | 1:6 | the quote opened at 1:4 is never closed
          a: @x              | 1:4 | found character '@', which cannot begin a value; put it in quotes
          x: - 1             | 1:4 | no '- item' can stand here
          k: 1\\nx           | 2:2 | expected 'key: value'
          # only             | 1:1 | the file is empty
          --- a\\n--- b      | 2:1 | a second document begins here
          a: &x 1            | 1:4 | anchors and aliases
          a: *x              | 1:4 | anchors and aliases
          a: !!str 1         | 1:4 | tags (!name) are not accepted
          ? [a]\\n: 1        | 1:3 | a key must be a plain word
          a: {b: 1, b: 2}    | 1:11 | the key "b" is given twice, the first time at 1:5
          a: 1\\nb: 2\\na: 3 | 3:1 | the key "a" is given twice, the first time at 1:1
          a: \\u0007         | 1:4 | the character U+0007 is not accepted
          a: "\\x           | 1:2 | what follows is not YAML
          %YAML 3.0\\n---\\na| 1:1 | this file claims another YAML
          """)
  void mistakesAreNamedWithTheirPlace(String escaped, String where, String problem) {
    String text = escaped.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007");
    FormatException e = assertThrows(FormatException.class, () -> YamlNode.parse("f.yaml", text));
    assertEquals("f.yaml:" + where + ": " + e.problem(), e.getMessage());
    assertTrue(e.problem().startsWith(problem), e.problem());
  }

  @Test
  void depthAndSizeAreBounded() throws FormatException {
    assertInstanceOf(YamlSequence.class, YamlNode.parse("f", "[".repeat(63) + "]".repeat(63)));
    assertProblem("nested deeper than 64 levels", "[".repeat(100_000));
    assertProblem("nested deeper than 64 levels", "- ".repeat(65) + "x");
    assertProblem("longer than 4 Mi characters", "#".repeat((1 << 22) + 1));
  }

  @Test
  void bytesThatAreNotUtf8AreAnError() {
    byte[] bytes = {'a', ':', ' ', (byte) 0xff};
    FormatException e = assertThrows(FormatException.class, () -> YamlNode.parse("f", bytes));
    assertEquals("f: byte 0x3: this is not UTF-8 text", e.getMessage());
    byte[] cut = {'a', ':', ' ', (byte) 0xc3};
    e = assertThrows(FormatException.class, () -> YamlNode.parse("f", cut));
    assertEquals("f: byte 0x3: this is not UTF-8 text", e.getMessage());
  }

  private static void assertProblem(String problem, String text) {
    FormatException e = assertThrows(FormatException.class, () -> YamlNode.parse("f", text));
    assertEquals(problem, e.problem());
  }

  private static void assertPlace(int line, int column, YamlNode node) {
    assertEquals(line, node.line());
    assertEquals(column, node.column());
  }

  private static YamlMapping mapping(String text) throws FormatException {
    return (YamlMapping) YamlNode.parse("f", text);
  }
}
