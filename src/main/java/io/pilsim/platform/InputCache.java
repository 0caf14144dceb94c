package io.pilsim.platform;

import io.pilsim.formats.FormatException;
import io.pilsim.formats.fdt.DeviceTree;
import io.pilsim.formats.mbn.ImageBuilder;
import io.pilsim.formats.mbn.ImageShape;
import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.SplitFiles;
import io.pilsim.formats.requests.RequestList;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files and made-up images, read once for all runs of a program. */
final class InputCache {
  private final Map<List<Path>, DeviceTree> trees = new HashMap<>();
  private final Map<Object, FirmwareSource> images = new HashMap<>();
  private final Map<Path, RequestList> requests = new HashMap<>();

  synchronized DeviceTree tree(Path base, List<Path> overlays) throws FormatException {
    List<Path> key = new ArrayList<>();
    key.add(base);
    key.addAll(overlays);
    DeviceTree known = trees.get(key);
    if (known == null) {
      known = readTree(base, overlays);
      trees.put(key, known);
    }
    return known;
  }

  /** An image file, with the {@code .bNN} files beside it where it is split. */
  synchronized FirmwareSource firmware(Path file) throws FormatException {
    FirmwareSource known = images.get(file);
    if (known == null) {
      SplitFiles beside = name -> readIfPresent(file.resolveSibling(name));
      known = source(MbnImage.parse(file.getFileName().toString(), read(file), beside));
      images.put(file, known);
    }
    return known;
  }

  /** An image of the given shape, made up. */
  synchronized FirmwareSource firmware(ImageShape shape) throws FormatException {
    FirmwareSource known = images.get(shape);
    if (known == null) {
      byte[] made = ImageBuilder.build(shape);
      known = source(MbnImage.parse(shape.name() + ".mbn", made, SplitFiles.NONE));
      images.put(shape, known);
    }
    return known;
  }

  /** A list of requests, packed or not. */
  synchronized RequestList requests(Path file) throws FormatException {
    RequestList known = requests.get(file);
    if (known == null) {
      known = RequestList.parse(InputFile.shown(file), read(file));
      requests.put(file, known);
    }
    return known;
  }

  private static FirmwareSource source(MbnImage image) {
    return new FirmwareSource(image);
  }

  private static DeviceTree readTree(Path base, List<Path> overlays) throws FormatException {
    DeviceTree tree = DeviceTree.parse(base.toString(), read(base));
    List<DeviceTree> parsed = new ArrayList<>();
    for (Path overlay : overlays) {
      parsed.add(DeviceTree.parse(overlay.toString(), read(overlay)));
    }
    return parsed.isEmpty() ? tree : tree.merge(parsed);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read, expected a file");
    }
  }

  private static Optional<byte[]> readIfPresent(Path file) {
    return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
  }
}
