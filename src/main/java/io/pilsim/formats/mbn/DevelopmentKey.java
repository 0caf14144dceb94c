package io.pilsim.formats.mbn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The RSA-2048 key of synthetic images, which is public as a whole. Signs by PKCS#1 v1.5 (RFC 8017,
 * section 9.2), each digest always alike.
 */
final class DevelopmentKey {
  static final int BYTES = 256;
  private static final String RESOURCE = "development-signing-key";

  /** What precedes a SHA-384 digest: RFC 8017, section 9.2, note 1. */
  private static final byte[] DIGEST_INFO =
      new BigInteger("3041300d060960864801650304020205000430", 16).toByteArray();

  private final Map<String, BigInteger> numbers;

  private DevelopmentKey(Map<String, BigInteger> numbers) {
    this.numbers = numbers;
  }

  static DevelopmentKey load() {
    try (InputStream in = DevelopmentKey.class.getResourceAsStream(RESOURCE)) {
      Map<String, BigInteger> numbers = new TreeMap<>();
      new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(pair -> numbers.put(pair[0], new BigInteger(pair[1], 16)));
      return new DevelopmentKey(numbers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Big-endian. */
  byte[] modulus() {
    return bytes(numbers.get("modulus"));
  }

  /** Big-endian, by the Chinese remainder theorem: RFC 8017, section 5.2.1. */
  byte[] sign(byte[] sha384) {
    BigInteger message = padded(sha384);
    BigInteger p = numbers.get("prime-1");
    BigInteger q = numbers.get("prime-2");
    BigInteger inP = message.modPow(numbers.get("exponent-1"), p);
    BigInteger inQ = message.modPow(numbers.get("exponent-2"), q);
    BigInteger h = inP.subtract(inQ).multiply(numbers.get("coefficient")).mod(p);
    return bytes(inQ.add(q.multiply(h)));
  }

  /** 00 01 ff ... ff 00, then what is signed. */
  private static BigInteger padded(byte[] digest) {
    StringBuilder hex = new StringBuilder("01");
    int padding = BYTES - 3 - DIGEST_INFO.length - digest.length;
    hex.append("ff".repeat(padding)).append("00");
    appendHex(hex, DIGEST_INFO);
    appendHex(hex, digest);
    return new BigInteger(hex.toString(), 16);
  }

  private static void appendHex(StringBuilder hex, byte[] bytes) {
    for (byte b : bytes) {
      hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bytes = new byte[BYTES];
    byte[] signed = number.toByteArray();
    int skip = Math.max(0, signed.length - BYTES);
    int count = signed.length - skip;
    System.arraycopy(signed, skip, bytes, BYTES - count, count);
    return bytes;
  }
}
