package io.pilsim.hardware.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.Allocation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PhysicalMemoryTest {
  private static final long GIB = 1L << 30;
  private final PhysicalMemory memory = new PhysicalMemory(64 * GIB);

  @Test
  void whatWasNeverWrittenReadsAsZero() {
    assertEquals(0, memory.readWord(64 * GIB - 8));
    assertArrayEquals(new byte[3], memory.read(12_345, 3));
  }

  @Test
  void wordsAreLittleEndian() {
    memory.writeWord(0x1000, 0x0807_0605_0403_0201L);
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, memory.read(0x1000, 8));
  }

  @Test
  void aWordWrittenIntoACopyLeavesTheSourceAlone() {
    Bytes source = Bytes.of(new byte[8192]);
    memory.copyIn(0x10_0000, source);
    memory.writeWord(0x10_1000, -1);
    assertEquals(0, source.byteAt(0x1000));
    assertEquals(-1, memory.readWord(0x10_1000));
  }

  @Test
  void everyOperationAgreesWithAnArrayOfBytes() throws NoSuchAlgorithmException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] expected = new byte[10 * 4096];
    Bytes source = Bytes.of(randomBytes(random, 3 * 4096));
    PhysicalMemory small = new PhysicalMemory(expected.length);
    for (int i = 0; i < 20_000; i++) {
      int limit = random.nextInt(4) == 0 ? 20 : 2 * 4096;
      int size = random.nextInt(limit);
      int at = random.nextInt(expected.length - size);
      int from = random.nextInt((int) source.size() - size);
      switch (random.nextInt(6)) {
        case 0 -> {
          small.copyIn(at, source.slice(from, size));
          source.copyTo(from, expected, at, size);
        }
        case 1 -> {
          small.fill(at, size, i);
          Arrays.fill(expected, at, at + size, (byte) i);
        }
        case 2, 3 -> {
          long value = random.nextLong();
          small.writeWord(at & ~7, value);
          for (int b = 0; b < 8; b++) {
            expected[(at & ~7) + b] = (byte) (value >>> (8 * b));
          }
          assertEquals(value, small.readWord(at & ~7));
        }
        case 4 -> assertEquals(word(expected, at & ~7), small.readWord(at & ~7));
        default -> {
          byte[] range = Arrays.copyOfRange(expected, at, at + size);
          assertArrayEquals(range, small.read(at, size));
          assertArrayEquals(sha384(range), small.sha384(at, size));
        }
      }
    }
    assertArrayEquals(expected, small.read(0, expected.length));
  }

  @Test
  void digestCoversGapsCopiesAndFills() throws NoSuchAlgorithmException {
    byte[] content = randomBytes(new SplittableRandom(2), 100_000);
    memory.copyIn(GIB + 7, Bytes.of(content));
    memory.fill(GIB + 200_000, 150_000, 0x5a);
    byte[] expected = new byte[500_000];
    System.arraycopy(content, 0, expected, 7, content.length);
    Arrays.fill(expected, 200_000, 350_000, (byte) 0x5a);
    assertArrayEquals(sha384(expected), memory.sha384(GIB, expected.length));
  }

  @Test
  void digestOfOneSourceIsTakenOnce() {
    Bytes source = Bytes.of(new byte[4 << 20]);
    byte[] first = source.sha384(0, source.size());
    memory.copyIn(0x9_0000, source);
    long bytes =
        Allocation.bytesOf(
            100, () -> assertArrayEquals(first, memory.sha384(0x9_0000, source.size())));
    assertTrue(bytes < 100 * 500, bytes + " bytes");
  }

  @Test
  void aCopyInPiecesIsOneExtentAgain() throws NoSuchAlgorithmException {
    byte[] content = randomBytes(new SplittableRandom(3), 9_000);
    Bytes source = Bytes.of(content);
    memory.copyIn(0x1234, source.slice(0, 5_000));
    memory.copyIn(0x1234 + 5_000, source.slice(5_000, 4_000));
    assertArrayEquals(sha384(content), memory.sha384(0x1234, 9_000));
  }

  @Test
  void aFillOfManyGibibytesCostsNothing() {
    long bytes = Allocation.bytesOf(1_000, () -> memory.fill(GIB, 32 * GIB, 0xff));
    assertTrue(bytes < 1_000 * 200, bytes + " bytes");
    assertEquals(-1, memory.readWord(33 * GIB - 8));
    assertEquals(0, memory.readWord(33 * GIB));
  }

  @Test
  void rewritingWordsAllocatesNothing() {
    long bytes =
        Allocation.bytesOf(
            10_000,
            () -> {
              memory.fill(0x4_0000, 4096, 0);
              memory.writeWord(0x4_0008, memory.readWord(0x4_0010) + 1);
            });
    assertTrue(bytes < 16_384, bytes + " bytes");
  }

  @Test
  void addressesOutsideTheMemoryAreRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> memory.fill(64 * GIB - 1, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> memory.readWord(64 * GIB));
    assertThrows(IllegalArgumentException.class, () -> memory.writeWord(4, 0));
  }

  private static byte[] randomBytes(SplittableRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static long word(byte[] bytes, int at) {
    long word = 0;
    for (int b = 7; b >= 0; b--) {
      word = (word << 8) | (bytes[at + b] & 0xff);
    }
    return word;
  }

  private static byte[] sha384(byte[] bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-384").digest(bytes);
  }
}
