package io.pilsim.formats.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.cases.RequestResults.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class CsvTableTest {
  private static CsvTable table(String text) throws FormatException {
    return CsvTable.parse("t.csv", text.getBytes(UTF_8));
  }

  private static void refused(String message, Reading reading) {
    assertEquals(message, assertThrows(FormatException.class, reading::read).getMessage());
  }

  private interface Reading {
    void read() throws FormatException;
  }

  @Test
  void fieldsAreFoundByName() throws FormatException {
    CsvRow row = table("name,n,x\n\"a, \"\"b\"\"\",0x1F,2.5\n").rows().get(0);
    assertEquals("a, \"b\"", row.text("name"));
    assertEquals(31, row.number("n"));
    assertEquals(2.5, row.real("x"));
  }

  @Test
  void mistakesAreNamedWithTheirPlace() {
    refused("t.csv: empty, expected a line of column names", () -> table(""));
    refused(
        "t.csv:1:1: column named twice: a, expected a line of column names",
        () -> table("a,b,a\n"));
    refused("t.csv:3:1: 1 fields, expected 2", () -> table("a,b\n1,2\n3\n"));
    refused("t.csv:2:5: quote never closed", () -> table("a,b\n1,\"2\n"));
    refused("t.csv:1:1: no column c", () -> table("a,b\n1,2\n").rows().get(0).number("c"));
    refused(
        "t.csv:2:4: b: not a whole number: two",
        () -> table("a,b\n10,two\n").rows().get(0).number("b"));
    refused(
        "t.csv:2:3: b: need 0 to 9: 10",
        () -> table("a,b\n1,10\n").rows().get(0).number("b", 0, 9));
    refused("t.csv:2:3: b: not a number: x", () -> table("a,b\n1,x\n").rows().get(0).real("b"));
  }

  @Test
  void tablesAreReadPackedOrNot() throws FormatException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("a,b\n1,2\n".getBytes(UTF_8));
    }
    assertEquals(2, CsvTable.parse("t.csv.gz", bytes.toByteArray()).rows().get(0).number("b"));
  }

  @Test
  void resultsKeepEveryColumnOfEveryRequest() throws FormatException {
    String text =
        """
        i,first_try,accept,recv,xlat,issue,resp,pa,path,pte_reads,cfg_reads,ptw_ps
        0,1,2,3,4,5,6,0x7,8,9,10,11
        """;
    RequestResults results = RequestResults.parse("c.csv", text.getBytes(UTF_8));
    long[] read = Arrays.stream(Column.values()).mapToLong(c -> results.get(0, c)).toArray();
    assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, read);
    refused(
        "c.csv:2:1: i: expected 0",
        () -> RequestResults.parse("c.csv", text.replace("\n0,", "\n1,").getBytes(UTF_8)));
  }
}
