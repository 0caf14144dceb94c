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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files and made-up images, read once for all runs of a program. */
final class InputCache {
  private final InputFiles files;
  private final Map<List<Path>, DeviceTree> trees = new HashMap<>();
  private final Map<Object, FirmwareSource> images = new HashMap<>();
  private final Map<Path, RequestList> requests = new HashMap<>();

  InputCache(InputFiles files) {
    this.files = files;
  }

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
      SplitFiles beside = name -> files.read(file.resolveSibling(name));
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

  private DeviceTree readTree(Path base, List<Path> overlays) throws FormatException {
    DeviceTree tree = DeviceTree.parse(InputFile.shown(base), read(base));
    List<DeviceTree> parsed = new ArrayList<>();
    for (Path overlay : overlays) {
      parsed.add(DeviceTree.parse(InputFile.shown(overlay), read(overlay)));
    }
    return parsed.isEmpty() ? tree : tree.merge(parsed);
  }

  private byte[] read(Path file) {
    return files
        .read(file)
        .orElseThrow(
            () ->
                new BadInputException(InputFile.shown(file) + ": cannot be read, expected a file"));
  }
}
