package io.pilsim.software.secure;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The signature of a synthetic image: RSA-2048 with PKCS#1 v1.5 over SHA-384 of the headers and the
 * hash segment, the signature's own bytes left out.
 *
 * <p>The hash segment holds a header of 48 bytes, a SHA-384 digest for each program header, the
 * signature, and a key area: a mark, the modulus, 0xff up to a second mark at the very end. A third
 * mark is in the padding of the ELF identification. An image with any of the marks is one of ours,
 * so that no single spoilt byte makes it a foreign one.
 *
 * <p><b>Does not model:</b> certificates; the key is the one that the image brings. The signatures
 * of other tools are not recognised.
 */
final class ImageSignature {
  private static final byte[] MARK =
      "pilsim synthetic".getBytes(StandardCharsets.US_ASCII); // sixteen bytes
  private static final int IDENTITY_PADDING = 9;
  private static final byte[] IDENTITY_MARK = "pilsim".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 48;
  private static final int KEY_BYTES = 256;
  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

  /** What precedes a SHA-384 digest in a signature: RFC 8017, section 9.2, note 1. */
  private static final byte[] DIGEST_INFO =
      new BigInteger("3041300d060960864801650304020205000430", 16).toByteArray();

  private final byte[] elfHeaders;
  private final byte[] hashSegment;
  private final HashTable table;

  ImageSignature(byte[] elfHeaders, byte[] hashSegment, HashTable table) {
    this.elfHeaders = elfHeaders;
    this.hashSegment = hashSegment;
    this.table = table;
  }

  /** For an image whose table was not found. */
  static SignatureState withoutTable(byte[] elfHeaders, byte[] hashSegment) {
    return isOurs(elfHeaders, hashSegment) ? SignatureState.INVALID : SignatureState.UNRECOGNISED;
  }

  SignatureState state() {
    if (isOurs(elfHeaders, hashSegment)) {
      return fits() ? SignatureState.VALID : SignatureState.INVALID;
    }
    for (int i = table.end(); i < hashSegment.length; i++) {
      if (hashSegment[i] != 0 && hashSegment[i] != (byte) 0xff) {
        return SignatureState.UNRECOGNISED;
      }
    }
    return SignatureState.ABSENT;
  }

  private static boolean isOurs(byte[] elfHeaders, byte[] hashSegment) {
    if (stands(IDENTITY_MARK, elfHeaders, IDENTITY_PADDING)) {
      return true;
    }
    for (int i = 0; i + MARK.length <= hashSegment.length; i += 4) {
      if (stands(MARK, hashSegment, i)) {
        return true;
      }
    }
    return stands(MARK, hashSegment, hashSegment.length - MARK.length);
  }

  private static boolean stands(byte[] mark, byte[] bytes, int at) {
    return at >= 0
        && at + mark.length <= bytes.length
        && Arrays.equals(mark, 0, mark.length, bytes, at, at + mark.length);
  }

  private boolean fits() {
    int signatureAt = table.end();
    int keyAt = signatureAt + KEY_BYTES;
    int modulusAt = keyAt + MARK.length;
    boolean laidOut =
        table.matchesHeader()
            && table.offset() == HEADER_BYTES
            && table.algorithm().equals("SHA-384")
            && stands(MARK, hashSegment, keyAt)
            && modulusAt + KEY_BYTES + MARK.length <= hashSegment.length;
    if (!laidOut) {
      return false;
    }
    BigInteger signature = new BigInteger(1, Arrays.copyOfRange(hashSegment, signatureAt, keyAt));
    BigInteger modulus =
        new BigInteger(1, Arrays.copyOfRange(hashSegment, modulusAt, modulusAt + KEY_BYTES));
    if (modulus.bitLength() != 8 * KEY_BYTES || signature.compareTo(modulus) >= 0) {
      return false;
    }
    byte[] digest =
        HashTable.digest(
            "SHA-384",
            elfHeaders,
            Arrays.copyOf(hashSegment, signatureAt),
            Arrays.copyOfRange(hashSegment, keyAt, hashSegment.length));
    return signature.modPow(EXPONENT, modulus).equals(padded(digest));
  }

  /** 00 01 ff ... ff 00, then what is signed: RFC 8017, section 9.2. */
  private static BigInteger padded(byte[] digest) {
    byte[] message = new byte[KEY_BYTES];
    int infoAt = KEY_BYTES - digest.length - DIGEST_INFO.length;
    Arrays.fill(message, 2, infoAt - 1, (byte) 0xff);
    message[1] = 1;
    System.arraycopy(DIGEST_INFO, 0, message, infoAt, DIGEST_INFO.length);
    System.arraycopy(digest, 0, message, KEY_BYTES - digest.length, digest.length);
    return new BigInteger(1, message);
  }
}
