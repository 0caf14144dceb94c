package io.pilsim.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.mbn.ImageBuilder;
import io.pilsim.formats.mbn.ImageShape;
import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.Segment;
import io.pilsim.formats.mbn.SplitFiles;
import io.pilsim.platform.TestRun.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One flipped byte of an image, and who notices. */
final class AuthenticationTest {
  private static final ImageShape SMALL =
      new ImageShape("small", 0x9590_0000L, 5, 64 * 4096, 256 * 4096, 128 * 4096, 3840 + 48 * 7);

  @TempDir Path folder;

  private final byte[] image = ImageBuilder.build(SMALL);

  @Test
  void theImageAsBuiltBoots() throws IOException {
    assertTrue(boot().isUp());
  }

  @Test
  void aByteOfTheHeaderFailsInitImage() throws IOException {
    image[40] ^= 1; // e_ehsize, which the loader does not read
    assertFailsAt(1 + 3 + 1, "error -22 initializing firmware");
  }

  @Test
  void aByteOfTheHashSegmentFailsInitImage() throws IOException, FormatException {
    image[(int) parsed().hashSegment().offset() + 100] ^= 1;
    assertFailsAt(1 + 3 + 1, "error -22 initializing firmware");
  }

  @Test
  void aByteOfALoadedSegmentFailsAuthentication() throws IOException, FormatException {
    Segment segment = parsed().loadable().get(1);
    image[(int) (segment.offset() + segment.filesz() - 1)] ^= 1;
    assertFailsAt(9, "failed to authenticate image and release reset");
  }

  @Test
  void aByteOfPaddingIsNobodysBusiness() throws IOException, FormatException {
    long hashEnd = parsed().hashSegment().offset() + parsed().hashSegment().filesz();
    long next = parsed().loadable().get(0).offset();
    assertTrue(hashEnd < next, "there is padding");
    image[(int) hashEnd] ^= 1;
    assertTrue(boot().isUp());
  }

  @Test
  void anImageTooLargeForItsCarveoutIsRefusedByTrustZone() throws IOException {
    Path file = write();
    Shown shown =
        TestRun.adsp()
            .set("remoteprocs.adsp.carveout.size", "512 KiB")
            .firmware("adsp", file)
            .run();
    assertEquals(22, shown.count("boot.adsp.errno"));
    assertTrue(
        shown
            .outcome()
            .log()
            .contains("remoteproc adsp: error -22 setting up firmware qcom/sa8775p/adsp.mbn"));
  }

  /** Fails with EINVAL after so many calls, says why, and leaves nothing behind. */
  private void assertFailsAt(long calls, String message) throws IOException {
    Shown shown = boot();
    assertEquals(22, shown.count("boot.adsp.errno"));
    assertEquals(calls, shown.count("boot.adsp.smc_calls"));
    assertTrue(
        shown.outcome().log().stream()
            .anyMatch(line -> line.startsWith("remoteproc adsp: " + message)),
        shown.outcome().log().toString());
    assertEquals(0, shown.count("left.adsp.leaf_ptes"));
    assertEquals(0, shown.count("left.adsp.carveout_bridges"));
    assertEquals(0, shown.count("left.tzmem_bytes"));
    assertEquals(1, shown.count("left.context_banks"), "the default domain's");
  }

  private Shown boot() throws IOException {
    return TestRun.adsp().firmware("adsp", write()).run();
  }

  private Path write() throws IOException {
    return Files.write(folder.resolve("adsp.mbn"), image);
  }

  private MbnImage parsed() throws FormatException {
    return MbnImage.parse("adsp.mbn", image, SplitFiles.NONE);
  }
}
