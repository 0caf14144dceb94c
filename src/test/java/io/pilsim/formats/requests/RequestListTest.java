package io.pilsim.formats.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestListTest {
  private static final String HEADER = "tick_ps,dev,sid,ssid,addr,size,rw\n";
  private static final String TWO =
      HEADER + "1000000,0,3,0,0x1000006300,64,r\n0x10,1,4,7,4096,16,w\n";

  private static RequestList read(String text) throws FormatException {
    return RequestList.parse("r.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void requestsComeInTheOrderOfTheFile() throws FormatException {
    RequestList list = read(TWO);
    assertEquals(2, list.size());
    assertEquals(1_000_000, list.tickPs(0));
    assertEquals(3, list.streamId(0));
    assertEquals(0x10_0000_6300L, list.address(0));
    assertEquals(64, list.bytes(0));
    assertFalse(list.isWrite(0));
    assertEquals(16, list.tickPs(1));
    assertEquals(1, list.device(1));
    assertEquals(7, list.substreamId(1));
    assertTrue(list.isWrite(1));
  }

  @Test
  void packedFilesAndOtherLineEndsReadAlike() throws FormatException, IOException {
    byte[] bytes = TWO.getBytes(StandardCharsets.UTF_8);
    assertEquals(4096, RequestList.parse("r.csv.gz", packed(bytes)).address(1));
    assertEquals(4096, read(TWO.replace("\n", "\r\n")).address(1));
    assertEquals(4096, read(TWO.strip()).address(1), "no line end at the end");
    assertEquals(0, read(HEADER).size());
  }

  @Test
  void longListsGrow() throws FormatException {
    RequestList list = read(HEADER + "5,0,0,0,0x40,64,r\n".repeat(1000));
    assertEquals(1000, list.size());
    assertEquals(0x40, list.address(999));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,0,0,0,0x40,64     | 2:16 | rw is missing, expected tick_ps,dev,sid,ssid,addr,size,rw
          1,0,0,0,0x40,64,r,1 | 2:19 | more than seven fields, expected tick_ps,dev,sid,ssid,addr,size,rw
          1,0,0,0,0x40,64,r,  | 2:19 | more than seven fields, expected tick_ps,dev,sid,ssid,addr,size,rw
          1,,0,0,0x40,64,r    | 2:3  | dev is missing, expected tick_ps,dev,sid,ssid,addr,size,rw
          1,0,0,0,0xg,64,r    | 2:9  | addr '0xg' is no whole number
          1,0,0,0,0x,64,r     | 2:9  | addr '0x' is no whole number
          1.5,0,0,0,4,64,r    | 2:1  | tick_ps '1.5' is no whole number
          -1,0,0,0,4,64,r     | 2:1  | tick_ps '-1' is no whole number
          1,0,0,0,4,0,r       | 2:11 | size is 0, expected 1 or more
          1,0,0,0,4,64,x      | 2:14 | rw 'x' does not fit, expected r or w
          1,0,2147483648,0,4,64,r         | 2:5 | sid 2147483648 is larger than 2147483647
          1,0,0,0,0x8000000000000000,64,r | 2:9 | addr 0x8000000000000000 is larger than 9223372036854775807
          """)
  void mistakesAreNamedWithLineAndColumn(String row, String where, String problem) {
    FormatException e = assertThrows(FormatException.class, () -> read(HEADER + row + "\n"));
    assertEquals("r.csv:" + where + ": " + problem, e.getMessage());
  }

  @Test
  void everyWrongLineIsToldOnce() {
    String rows = "x,0,0,0,4,64,r\n1,0,0,0,4,64,r\n1,0,0,0,4,0,w\n1,0,0,0,4,64,r,9\n1\n";
    FormatException e = assertThrows(FormatException.class, () -> read(HEADER + rows));
    List<String> lines = Stream.of(e.getSuppressed()).map(Throwable::getMessage).toList();
    assertEquals("r.csv:2:1: tick_ps 'x' is no whole number", e.getMessage());
    assertEquals("r.csv:4:11: size is 0, expected 1 or more", lines.get(0));
    assertTrue(lines.get(1).startsWith("r.csv:5:16: more than seven fields"), lines.get(1));
    assertTrue(lines.get(2).startsWith("r.csv:6:2: dev is missing"), lines.get(2));
    assertEquals(3, lines.size());
  }

  @Test
  void anEmptyLineAndAnotherHeaderAreErrors() {
    FormatException e = assertThrows(FormatException.class, () -> read(TWO + "\n"));
    assertEquals("r.csv:4:1: tick_ps is missing, expected " + HEADER.strip(), e.getMessage());
    e = assertThrows(FormatException.class, () -> read("tick,dev\n"));
    assertEquals(
        "r.csv:1:1: expected the header tick_ps,dev,sid,ssid,addr,size,rw", e.getMessage());
    assertThrows(FormatException.class, () -> read(""));
  }

  @Test
  void damagedAndExplodingGzipFilesAreErrors() throws IOException {
    byte[] packed = packed(TWO.getBytes(StandardCharsets.UTF_8));
    byte[] cut = Arrays.copyOf(packed, packed.length - 9);
    FormatException e = assertThrows(FormatException.class, () -> RequestList.parse("r.gz", cut));
    assertTrue(e.getMessage().startsWith("r.gz: this gzip file is damaged"), e.getMessage());
    byte[] bomb = packed(new byte[100 << 20]);
    e = assertThrows(FormatException.class, () -> RequestList.parse("r.gz", bomb));
    assertTrue(e.getMessage().startsWith("r.gz: unpacks to more than"), e.getMessage());
  }
}
