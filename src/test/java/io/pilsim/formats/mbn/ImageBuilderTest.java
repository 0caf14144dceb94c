package io.pilsim.formats.mbn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published figures of the five images: reference/ecosystem.md section 6.2. */
final class ImageBuilderTest {
  private static final long CARVEOUT_BYTES = 0x1e0_0000;

  private static final ImageShape SMALL =
      new ImageShape("small", 0x8000_0000L, 3, 5 * 4096, 20 * 4096, 8 * 4096, 3840 + 48 * 5);

  @ParameterizedTest
  @CsvSource({
    "adsp,   0x95c00000, 6643712, 19, 6631424, 31346688, 10129408, 4848",
    "cdsp0,  0x9b800000, 3080192, 14, 3067904, 29392896, 16400384, 4608",
    "cdsp1,  0x9d700000, 3080192, 14, 3067904, 29392896, 16400384, 4608",
    "gpdsp0, 0x97b00000, 5828608, 15, 5816320, 30625792, 10117120, 4656",
    "gpdsp1, 0x99900000, 5804032, 15, 5791744, 30601216, 10117120, 4656"
  })
  void imagesHaveTheShapeAskedFor(
      String name,
      String address,
      int fileBytes,
      int loads,
      long filled,
      long memory,
      long largest,
      int hashBytes)
      throws FormatException {
    long base = Long.decode(address);
    byte[] file =
        ImageBuilder.build(new ImageShape(name, base, loads, filled, memory, largest, hashBytes));
    assertEquals(fileBytes, file.length);
    MbnImage image = MbnImage.parse(name + ".mbn", file, SplitFiles.NONE);
    List<Segment> loaded = image.loadable();
    assertEquals(loads, loaded.size());
    assertEquals(filled, loaded.stream().mapToLong(Segment::filesz).sum());
    assertEquals(memory, loaded.stream().mapToLong(Segment::memsz).sum());
    assertEquals(largest, loaded.stream().mapToLong(Segment::memsz).max().orElseThrow());
    assertEquals(hashBytes, image.hashSegment().filesz());
    assertEquals(1, loaded.stream().filter(each -> each.filesz() == 0).count());
    assertTrue(image.isRelocatable());
    assertEquals(base, image.minAddress().orElseThrow());
    assertEquals(164, image.header().machine());
    assertEquals(Optional.empty(), image.plan(0x8000_0000L, CARVEOUT_BYTES).failure());
    assertEquals(memory, image.memorySetupSize().orElseThrow(), "no gaps");
  }

  @Test
  void segmentsAreWholePagesThatFollowEachOther() throws FormatException {
    MbnImage image = MbnImage.parse("s.mbn", ImageBuilder.build(SMALL), SplitFiles.NONE);
    long address = SMALL.address();
    for (Segment segment : image.loadable()) {
      assertEquals(address, segment.paddr());
      assertEquals(0, segment.paddr() % 4096 + segment.offset() % 4096 + segment.memsz() % 4096);
      assertTrue(segment.filesz() <= segment.memsz());
      address += segment.memsz();
    }
    assertEquals(SMALL.address() + SMALL.memoryBytes(), address);
  }

  @Test
  void contentsDependOnTheNameAlone() {
    byte[] image = ImageBuilder.build(SMALL);
    assertArrayEquals(image, ImageBuilder.build(SMALL));
    ImageShape renamed =
        new ImageShape("other", 0x8000_0000L, 3, 5 * 4096, 20 * 4096, 8 * 4096, 3840 + 48 * 5);
    byte[] other = ImageBuilder.build(renamed);
    assertFalse(
        Arrays.equals(
            image, image.length - 4096, image.length, other, other.length - 4096, other.length));
  }

  @Test
  void thereIsPaddingThatNoSegmentCovers() throws FormatException {
    byte[] file = ImageBuilder.build(SMALL);
    MbnImage image = MbnImage.parse("s.mbn", file, SplitFiles.NONE);
    int headers = (int) image.segments().get(0).filesz();
    Segment hash = image.hashSegment();
    assertEquals(52 + 5 * 32, headers);
    assertEquals(4096, hash.offset());
    assertEquals(2 * 4096, image.loadable().get(0).offset());
    assertTrue(hash.offset() + hash.filesz() < 2 * 4096);
    assertArrayEquals(new byte[4096 - headers], Arrays.copyOfRange(file, headers, 4096));
  }

  @Test
  void impossibleShapesAreRefused() {
    assertRefused("two loaded segments at least", 1, 4096, 8192, 4096, 9999);
    assertRefused("whole pages", 3, 4097, 8192, 4096, 9999);
    assertRefused("a page for each segment but the last", 3, 4096, 8192, 4096, 9999);
    assertRefused("memory for all that is filled", 3, 8192, 8192, 4096, 9999);
    assertRefused("room in the hash segment", 3, 8192, 16384, 4096, 831);
  }

  private static void assertRefused(
      String wanted, int loads, long filled, long memory, long largest, int hashBytes) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ImageShape("x", 0, loads, filled, memory, largest, hashBytes));
    assertEquals("a synthetic image needs " + wanted, e.getMessage());
  }
}
