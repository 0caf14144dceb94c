package io.pilsim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private final TextTable table =
      new TextTable(List.of("one", "two", "three"))
          .row("total", List.of("1 ms *", "22 ms", "-"))
          .section("stages")
          .row("  auth", List.of("1", "2", "3"));

  @Test
  void alignsColumnsToTheRight() {
    assertEquals(
        """
                 one      two  three
        total   1 ms *  22 ms      -
        stages
          auth     1        2      3
        """,
        table.text(80));
  }

  @Test
  void columnsThatDoNotFitFollowBelow() {
    assertEquals(
        """
                 one      two
        total   1 ms *  22 ms
        stages
          auth     1        2

                three
        total       -
        stages
          auth      3
        """,
        table.text(25));
  }

  @Test
  void isAMarkdownTableToo() {
    assertEquals(
        """
        | | one | two | three |
        |---|---:|---:|---:|
        | total | 1 ms * | 22 ms | - |
        | **stages** |  |  |  |
        | auth | 1 | 2 | 3 |
        """,
        table.markdown());
  }

  @Test
  void longLinesBreakAtSpaces() {
    assertEquals(
        List.of("aaa bbb", "  ccc", "  ddddddddddd", "  e"),
        Wrap.lines("aaa bbb ccc ddddddddddd e", 8, "  "));
  }
}
