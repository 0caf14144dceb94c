package io.pilsim.formats.mbn;

import io.pilsim.formats.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * Fills the hash segment of an ELF32 image, so that the simulated TrustZone accepts it: a header of
 * MBN version 6, a SHA-384 digest for each program header, a signature by {@link DevelopmentKey}
 * over all of that and the ELF headers, and the public key. Marks in the key area and in the
 * padding of the ELF identification say that it is a synthetic image.
 *
 * <p>The first program header must be unloaded and cover the ELF header with the program headers.
 */
public final class ImageSigner {
  private static final int HEADER_BYTES = 48;
  private static final int VERSION = 6;
  private static final int DIGEST_BYTES = 48;
  private static final int KEY_BYTES = DevelopmentKey.BYTES;
  private static final byte[] MARK = "pilsim synthetic".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IDENTITY_MARK = "pilsim".getBytes(StandardCharsets.US_ASCII);
  private static final int IDENTITY_PADDING = 9;
  private static final int NO_POINTER = -1;

  private final byte[] image;
  private final List<Segment> segments;
  private final Segment hash;
  private final MessageDigest sha = newSha384();

  private ImageSigner(byte[] image, List<Segment> segments, Segment hash) {
    this.image = image;
    this.segments = segments;
    this.hash = hash;
  }

  /** A signed copy. */
  public static byte[] sign(String name, byte[] elf) throws FormatException {
    byte[] image = elf.clone();
    signInPlace(name, image);
    return image;
  }

  /** The smallest hash segment for so many program headers. */
  public static int leastBytes(int programHeaders) {
    return HEADER_BYTES + DIGEST_BYTES * programHeaders + 2 * KEY_BYTES + 2 * MARK.length;
  }

  static void signInPlace(String name, byte[] image) throws FormatException {
    ElfReader reader = new ElfReader(name, image);
    ElfHeader header = reader.header();
    List<Segment> segments = reader.segments(header);
    MbnImage parsed = MbnImage.parse(name, image, SplitFiles.NONE);
    Segment first = segments.get(0);
    long tableEnd = header.programHeaderOffset() + (long) segments.size() * Segment.HEADER_BYTES;
    if (first.offset() != 0 || first.filesz() < tableEnd) {
      throw FormatException.ofFile(
          name, "the first segment does not cover the ELF header and the program headers");
    }
    Segment hash = parsed.hashSegment();
    if (hash.filesz() < leastBytes(segments.size())) {
      throw FormatException.ofFile(
          name,
          "a hash segment of "
              + hash.filesz()
              + " bytes; digests and signature need "
              + leastBytes(segments.size()));
    }
    boolean whole =
        segments.stream()
            .allMatch(each -> each.filesz() == 0 || each.offset() + each.filesz() <= image.length);
    if (!whole || hash.offset() < first.filesz()) {
      throw FormatException.ofFile(name, "only an image in one file is signed");
    }
    new ImageSigner(image, segments, hash).sign();
  }

  private void sign() {
    int hashAt = (int) hash.offset();
    int hashEnd = hashAt + (int) hash.filesz();
    int tableAt = hashAt + HEADER_BYTES;
    int signatureAt = tableAt + DIGEST_BYTES * segments.size();
    int keyAt = signatureAt + KEY_BYTES;
    put(IDENTITY_MARK, IDENTITY_PADDING);
    header(hashAt);
    for (Segment segment : segments) {
      put(digest(segment), tableAt + DIGEST_BYTES * segment.index());
    }
    DevelopmentKey key = DevelopmentKey.load();
    Arrays.fill(image, keyAt, hashEnd, (byte) 0xff);
    put(MARK, keyAt);
    put(key.modulus(), keyAt + MARK.length);
    put(MARK, hashEnd - MARK.length);
    sha.update(image, 0, (int) segments.get(0).filesz());
    sha.update(image, hashAt, signatureAt - hashAt);
    sha.update(image, keyAt, hashEnd - keyAt);
    put(key.sign(sha.digest()), signatureAt);
  }

  private void header(int at) {
    int table = DIGEST_BYTES * segments.size();
    int body = (int) hash.filesz() - HEADER_BYTES;
    ByteBuffer.wrap(image, at, HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0)
        .putInt(VERSION)
        .putLong(0)
        .putInt(body)
        .putInt(table)
        .putInt(NO_POINTER)
        .putInt(KEY_BYTES)
        .putInt(NO_POINTER)
        .putInt(body - table - KEY_BYTES)
        .putLong(0);
  }

  /** Zeros for the hash segment itself and for what has nothing in the file. */
  private byte[] digest(Segment segment) {
    if (segment.index() == hash.index() || segment.filesz() == 0) {
      return new byte[DIGEST_BYTES];
    }
    sha.update(image, (int) segment.offset(), (int) segment.filesz());
    return sha.digest();
  }

  private void put(byte[] bytes, int at) {
    System.arraycopy(bytes, 0, image, at, bytes.length);
  }

  private static MessageDigest newSha384() {
    try {
      return MessageDigest.getInstance("SHA-384");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
