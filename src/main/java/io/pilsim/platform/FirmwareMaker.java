package io.pilsim.platform;

import io.pilsim.formats.mbn.ImageBuilder;
import io.pilsim.formats.mbn.ImageShape;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.ModelReader;
import io.pilsim.platform.model.ModelTree;
import io.pilsim.platform.model.Suggestion;
import java.util.List;

/** Makes images of the published shapes, as runs use them that are given none. */
public final class FirmwareMaker {
  private FirmwareMaker() {}

  /** An image of the shape that the model has for a remote processor. */
  public static byte[] make(ModelTree model, String remoteproc) {
    ModelReader reader = model.reader();
    List<String> known = reader.children("remoteprocs");
    if (!known.contains(remoteproc)) {
      throw new BadInputException(
          "no remote processor '"
              + remoteproc
              + "' in "
              + model.platform()
              + Suggestion.of(remoteproc, known).orAll(known));
    }
    return ImageBuilder.build(shape(reader, new ProcessorReader(reader).read(remoteproc)));
  }

  static ImageShape shape(ModelReader model, ProcessorInput input) {
    ModelReader image = model.below("remoteprocs." + input.name() + ".image");
    return new ImageShape(
        input.name(),
        input.carveoutBase(),
        image.count("loads"),
        image.bytes("filled"),
        image.bytes("memory"),
        image.bytes("largest"),
        (int) image.bytes("hash_segment"));
  }
}
