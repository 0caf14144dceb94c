package io.pilsim.formats.mbn;

import static io.pilsim.formats.mbn.TestElf.HASH;
import static io.pilsim.formats.mbn.TestElf.HEADERS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pilsim.formats.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images made by GNU ld; the JDK's own RSA and SHA are the oracle. */
final class ImageSignerTest {
  private static final int SEGMENTS = 5;
  private static final int HASH_AT = 0x3000;
  private static final int HASH_BYTES = 4080;
  private static final int SIGNATURE = 48 + 48 * SEGMENTS;
  private static final int KEY = SIGNATURE + 256;

  @Test
  void anImageMadeByGnuLdIsSignedSoThatTheJdkVerifiesIt()
      throws IOException, FormatException, GeneralSecurityException {
    byte[] linked = resource("image.elf");
    byte[] signed = ImageSigner.sign("image.elf", linked);
    byte[] hash = Arrays.copyOfRange(signed, HASH_AT, HASH_AT + HASH_BYTES);
    assertTrue(verifies(signed, hash));
    MessageDigest sha = MessageDigest.getInstance("SHA-384");
    sha.update(signed, 0, 52 + 32 * SEGMENTS);
    assertArrayEquals(sha.digest(), digest(hash, 0));
    assertArrayEquals(new byte[48], digest(hash, 1), "the hash segment itself");
    sha.update(linked, 0x1000, 0x30d);
    assertArrayEquals(sha.digest(), digest(hash, 2));
    assertArrayEquals(new byte[48], digest(hash, 4), "nothing in the file");
  }

  private static byte[] digest(byte[] hash, int index) {
    return Arrays.copyOfRange(hash, 48 + 48 * index, 96 + 48 * index);
  }

  private static boolean verifies(byte[] image, byte[] hash) throws GeneralSecurityException {
    BigInteger modulus = new BigInteger(1, Arrays.copyOfRange(hash, KEY + 16, KEY + 16 + 256));
    Signature signature = Signature.getInstance("SHA384withRSA");
    signature.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537))));
    signature.update(image, 0, 52 + 32 * SEGMENTS);
    signature.update(hash, 0, SIGNATURE);
    signature.update(hash, KEY, hash.length - KEY);
    return signature.verify(Arrays.copyOfRange(hash, SIGNATURE, KEY));
  }

  @Test
  void onlyHeaderMarkAndHashSegmentChange() throws IOException, FormatException {
    byte[] linked = resource("image.elf");
    byte[] signed = ImageSigner.sign("image.elf", linked);
    assertEquals(linked.length, signed.length);
    Arrays.fill(signed, HASH_AT, HASH_AT + HASH_BYTES, (byte) 0);
    System.arraycopy(linked, 9, signed, 9, 6);
    assertArrayEquals(linked, signed);
  }

  @Test
  void theLinkerScriptStillGivesTheCommittedImage(@TempDir Path dir)
      throws IOException, InterruptedException, FormatException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ld")), "GNU ld");
    Files.write(dir.resolve("image.ld"), resource("image.ld"));
    Files.write(dir.resolve("payload.bin"), resource("payload.bin"));
    Process ld =
        new ProcessBuilder(
                "ld",
                "-s",
                "-m",
                "elf_i386",
                "-z",
                "max-page-size=4096",
                "-T",
                "image.ld",
                "-b",
                "binary",
                "payload.bin",
                "-o",
                "image.elf")
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("log").toFile())
            .start();
    assumeTrue(ld.waitFor() == 0, "a linker for ELF32");
    MbnImage linked = parse(Files.readAllBytes(dir.resolve("image.elf")));
    MbnImage committed = parse(resource("image.elf"));
    assertEquals(committed.segments(), linked.segments());
    assertEquals(3, linked.plan(0x8000_0000L, 0x10000).segments().size());
    assertEquals(0x8000, linked.memorySetupSize().orElseThrow());
  }

  @Test
  void imagesWithoutRoomOrHeadersAreRefused() {
    // 48 of header, 2 * 48 of digests, 256 each of signature and modulus, two marks of 16
    TestElf tight =
        new TestElf(0x1000).segment(0, HEADERS, 0, 0, 116, 0).segment(0, HASH, 0x200, 0, 687, 0);
    assertProblem("a hash segment of 687 bytes; digests and signature need 688", tight);
    TestElf uncovered =
        new TestElf(0x1000).segment(0, HEADERS, 0, 0, 115, 0).segment(0, HASH, 0x200, 0, 688, 0);
    assertProblem(
        "the first segment does not cover the ELF header and the program headers", uncovered);
    TestElf overlapping =
        new TestElf(0x1000).segment(0, HEADERS, 0, 0, 116, 0).segment(0, HASH, 0x40, 0, 688, 0);
    assertProblem("only an image in one file is signed", overlapping);
  }

  private static void assertProblem(String problem, TestElf elf) {
    FormatException e =
        assertThrows(FormatException.class, () -> ImageSigner.sign("x.elf", elf.bytes()));
    assertEquals(problem, e.problem());
  }

  private static MbnImage parse(byte[] file) throws FormatException {
    return MbnImage.parse("image.elf", file, SplitFiles.NONE);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ImageSignerTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
