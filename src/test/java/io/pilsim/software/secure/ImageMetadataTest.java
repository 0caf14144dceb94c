package io.pilsim.software.secure;

import static io.pilsim.formats.mbn.TestElf.HASH;
import static io.pilsim.formats.mbn.TestElf.HEADERS;
import static io.pilsim.formats.mbn.TestElf.LOAD;
import static io.pilsim.formats.mbn.TestElf.RELOCATABLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.mbn.ImageBuilder;
import io.pilsim.formats.mbn.ImageShape;
import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.Segment;
import io.pilsim.formats.mbn.SplitFiles;
import io.pilsim.formats.mbn.TestElf;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our own images come from the builder, others are written field by field. */
final class ImageMetadataTest {
  private static final ImageShape SHAPE =
      new ImageShape("small", 0x8000_0000L, 3, 5 * 4096, 20 * 4096, 8 * 4096, 3840 + 48 * 5);
  private static final long BASE = 0x1_0000_0000L;

  private static byte[] file() {
    return ImageBuilder.build(SHAPE);
  }

  private static byte[] metadata(byte[] file) throws FormatException {
    return MbnImage.parse("s.mbn", file, SplitFiles.NONE).metadata();
  }

  @Test
  void ourImageIsGenuineAndItsSegmentsMatch() throws FormatException {
    byte[] file = file();
    ImageMetadata image = ImageMetadata.parse(metadata(file)).orElseThrow();
    assertEquals(SignatureState.VALID, image.signature());
    assertTrue(image.isGenuine(false));
    assertEquals("SHA-384", image.algorithm());
    assertEquals(5 * 4096, image.hashedBytes());
    assertEquals(52 + 5 * 32 + SHAPE.hashBytes(), image.size());
    assertEquals(BASE, image.entryAddress(BASE));
    assertTrue(image.segmentsMatch(BASE, loaded(file)));
  }

  /** What memory would hold if the loader had put the file there. */
  private static SegmentDigests loaded(byte[] file) throws FormatException {
    MbnImage image = MbnImage.parse("s.mbn", file, SplitFiles.NONE);
    return (address, bytes) -> {
      for (Segment segment : image.loadable()) {
        if (segment.paddr() - SHAPE.address() == address - BASE && segment.filesz() == bytes) {
          int from = (int) segment.offset();
          return sha("SHA-384", Arrays.copyOfRange(file, from, from + (int) bytes));
        }
      }
      return new byte[0];
    };
  }

  @Test
  void noByteOfHeadersOrHashSegmentMayBeSpoilt() throws FormatException {
    byte[] metadata = metadata(file());
    for (int i = 0; i < metadata.length; i++) {
      metadata[i] ^= (byte) (1 + i % 255);
      Optional<ImageMetadata> image = ImageMetadata.parse(metadata);
      assertFalse(image.isPresent() && image.get().isGenuine(true), "byte " + i);
      metadata[i] ^= (byte) (1 + i % 255);
    }
  }

  @Test
  void aByteOfALoadedSegmentMayNotBeSpoiltButPaddingMay() throws FormatException {
    byte[] good = file();
    ImageMetadata image = ImageMetadata.parse(metadata(good)).orElseThrow();
    byte[] loadedByte = good.clone();
    loadedByte[loadedByte.length - 1] ^= 1;
    assertFalse(image.segmentsMatch(BASE, loaded(loadedByte)));
    byte[] padding = good.clone();
    padding[4095] ^= 1;
    padding[8191] ^= 1;
    assertArrayEquals(metadata(good), metadata(padding));
    assertTrue(image.segmentsMatch(BASE, loaded(padding)));
  }

  @Test
  void theSizeIsKnownFromTheBeginning() throws FormatException {
    byte[] metadata = metadata(file());
    byte[] longer = Arrays.copyOf(metadata, metadata.length + 999);
    assertEquals(metadata.length, ImageMetadata.sizeOf(count -> Arrays.copyOf(longer, count)));
    assertEquals(0, ImageMetadata.sizeOf(count -> new byte[count]));
    assertEquals(Optional.empty(), ImageMetadata.parse(longer));
    assertEquals(Optional.empty(), ImageMetadata.parse(new byte[51]));
  }

  /** An image of three segments, its table where the MBN header of a version says. */
  private static byte[] foreign(
      int version, int[] fields, int tableAt, String algorithm, int hashBytes, int flags)
      throws FormatException {
    TestElf elf =
        new TestElf(0x1000)
            .segment(0, HEADERS, 0, 0, 148, 0)
            .segment(0, HASH, 0x200, 0, hashBytes, 4096)
            .segment(LOAD, flags, 0x800, 0x9000_0000L, 0x100, 0x100);
    elf.u32(24, 0x9000_0010L).u32(0x200 + 4, version);
    for (int i = 0; i < fields.length; i += 2) {
      elf.u32(0x200 + fields[i], fields[i + 1]);
    }
    byte[] first = sha(algorithm, Arrays.copyOf(elf.bytes(), 148));
    elf.put(0x200 + tableAt, first);
    elf.put(0x200 + tableAt + 2 * first.length, sha(algorithm, new byte[0x100]));
    return metadata(elf.bytes());
  }

  @ParameterizedTest
  @CsvSource({
    "3, 40, SHA-256, 96, 0, 0", "5, 40, SHA-256, 96, 0, 0", "6, 168, SHA-384, 144, 120, 0",
    "7, 64, SHA-384, 144, 0, 24", "9, 100, SHA-256, 0, 0, 0", "0, 512, SHA-384, 0, 0, 0"
  })
  void tablesBehindKnownHeadersAndElsewhereAreFound(
      int version, int at, String algorithm, int bytes, int oem, int common)
      throws FormatException {
    int[] fields = {20, bytes, 40, version == 6 ? oem : 0, 8, version == 7 ? common : 0};
    byte[] metadata = foreign(version, fields, at, algorithm, 0x400, RELOCATABLE);
    ImageMetadata image = ImageMetadata.parse(metadata).orElseThrow();
    assertTrue(image.hasDigests());
    assertTrue(image.isGenuine(false));
    assertEquals(algorithm, image.algorithm());
    assertArrayEquals(sha(algorithm, new byte[0x100]), image.expectedDigest(2).orElseThrow());
    assertEquals(SignatureState.ABSENT, image.signature());
    metadata[24] ^= 1;
    ImageMetadata spoilt = ImageMetadata.parse(metadata).orElseThrow();
    assertFalse(spoilt.isGenuine(false));
    assertEquals(bytes > 0, spoilt.hasDigests(), "the MBN header alone leads to the table");
    assertEquals(bytes > 0, spoilt.expectedDigest(2).isPresent());
    spoilt
        .expectedDigest(2)
        .ifPresent(digest -> assertArrayEquals(sha(algorithm, new byte[0x100]), digest));
  }

  @Test
  void aForeignSignatureIsNotRecognisedAndLeavesTheHeaderToItsDigest() throws FormatException {
    byte[] metadata = foreign(6, new int[] {20, 144}, 48, "SHA-384", 0x400, RELOCATABLE);
    metadata[148 + 48 + 144] = 7;
    ImageMetadata image = ImageMetadata.parse(metadata).orElseThrow();
    assertEquals(SignatureState.UNRECOGNISED, image.signature());
    assertTrue(image.isGenuine(false));
    metadata[24] ^= 1;
    image = ImageMetadata.parse(metadata).orElseThrow();
    assertTrue(image.hasDigests(), "by the MBN header");
    assertFalse(image.isGenuine(true));
  }

  @Test
  void anImageWithoutATableIsOpaque() throws FormatException {
    byte[] metadata = foreign(9, new int[0], 100, "SHA-256", 0x400, RELOCATABLE);
    metadata[148 + 100] ^= 1;
    ImageMetadata image = ImageMetadata.parse(metadata).orElseThrow();
    assertFalse(image.hasDigests());
    assertFalse(image.isGenuine(false));
    assertTrue(image.isGenuine(true));
    assertEquals(SignatureState.UNRECOGNISED, image.signature());
    assertTrue(image.segmentsMatch(BASE, (address, bytes) -> new byte[0]), "nothing to compare");
  }

  @Test
  void fixedAddressesStayRelocatableOnesMove() throws FormatException {
    ImageMetadata fixed =
        ImageMetadata.parse(foreign(3, new int[] {20, 96}, 40, "SHA-256", 0x400, 0)).orElseThrow();
    assertEquals(0x9000_0010L, fixed.entryAddress(BASE));
    assertTrue(
        fixed.segmentsMatch(BASE, (address, bytes) -> at(0x9000_0000L, 0x100, address, bytes)));
    ImageMetadata moved =
        ImageMetadata.parse(foreign(3, new int[] {20, 96}, 40, "SHA-256", 0x400, RELOCATABLE))
            .orElseThrow();
    assertEquals(BASE + 0x10, moved.entryAddress(BASE));
    assertTrue(moved.segmentsMatch(BASE, (address, bytes) -> at(BASE, 0x100, address, bytes)));
  }

  private static byte[] at(long wanted, long size, long address, long bytes) {
    return address == wanted && bytes == size ? sha("SHA-256", new byte[0x100]) : new byte[0];
  }

  private static byte[] sha(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
