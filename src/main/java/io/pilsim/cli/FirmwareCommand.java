package io.pilsim.cli;

import io.pilsim.experiment.OutputFolder;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.mbn.ImageSigner;
import io.pilsim.platform.FirmwareMaker;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes firmware images to try things on, and signs images that others have made. */
@Command(
    name = "firmware",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Makes an image of the published shape, or signs one of your own for the modelled TrustZone.",
      "An image to be signed is an ELF32 whose hash segment has room for digests and signature."
    })
final class FirmwareCommand {
  private final Console console;

  FirmwareCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "make",
      mixinStandardHelpOptions = true,
      description = "Writes an image with the shape of a remote processor's published one.")
  int make(
      @Parameters(paramLabel = "REMOTEPROC", description = "Such as adsp.") String remoteproc,
      @Option(names = "--platform", defaultValue = "sa8775p", description = "Of which platform.")
          String platform,
      @Option(names = "-o", paramLabel = "FILE", required = true, description = "Where to.")
          Path file)
      throws IOException {
    return write(file, FirmwareMaker.make(console.models().load(platform), remoteproc));
  }

  @Command(
      name = "sign",
      mixinStandardHelpOptions = true,
      description = "Fills digests and signature of an ELF32 image, for instance one by GNU ld.")
  int sign(
      @Parameters(paramLabel = "IMAGE", description = "An ELF32 file.") Path image,
      @Option(names = "-o", paramLabel = "FILE", required = true, description = "Where to.")
          Path file)
      throws IOException {
    try {
      return write(file, ImageSigner.sign(InputFile.shown(image), InputFile.read(image)));
    } catch (FormatException e) {
      throw new BadInputException(e.getMessage());
    }
  }

  private int write(Path file, byte[] bytes) throws IOException {
    OutputFolder.write(file, bytes);
    console.out().println(InputFile.shown(file) + ": " + bytes.length + " bytes");
    return ExitStatus.OK;
  }
}
