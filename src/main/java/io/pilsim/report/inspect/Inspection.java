package io.pilsim.report.inspect;

import io.pilsim.experiment.ResultCodec;
import io.pilsim.formats.FormatException;
import io.pilsim.formats.fdt.DeviceTree;
import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.SplitFiles;
import io.pilsim.platform.model.InputFile;
import io.pilsim.report.ResultText;
import io.pilsim.report.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells by its content what a file is, and shows it. */
public final class Inspection {
  /** What a file can be. */
  public enum Kind {
    DEVICE_TREE,
    IMAGE,
    RESULT,
    SCENARIO
  }

  private static final int FDT_MAGIC = 0xd00dfeed;
  private static final int ELF_MAGIC = 0x7f454c46;

  private Inspection() {}

  /** A text that is no JSON is taken for a scenario, whose reader says what is wrong with it. */
  public static Kind kind(byte[] bytes) {
    int magic = 0;
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      magic = (magic << 8) | (bytes[i] & 0xff);
    }
    if (magic == FDT_MAGIC) {
      return Kind.DEVICE_TREE;
    }
    if (magic == ELF_MAGIC) {
      return Kind.IMAGE;
    }
    return bytes.length > 0 && bytes[0] == '{' && !isFlowMapping(bytes)
        ? Kind.RESULT
        : Kind.SCENARIO;
  }

  /** A scenario may be written in braces, but its keys are not quoted. */
  private static boolean isFlowMapping(byte[] bytes) {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] > ' ') {
        return bytes[i] != '"';
      }
    }
    return false;
  }

  public static String deviceTree(Path path, byte[] bytes) throws FormatException {
    return new DeviceTreeView(DeviceTree.parse(InputFile.shown(path), bytes)).text();
  }

  public static String image(Path path, byte[] bytes) throws FormatException {
    SplitFiles beside = name -> read(path.resolveSibling(name));
    String name = path.getFileName().toString();
    return new ImageView(InputFile.shown(path), MbnImage.parse(name, bytes, beside)).text();
  }

  private static Optional<byte[]> read(Path path) {
    return Files.isRegularFile(path) ? Optional.of(InputFile.read(path)) : Optional.empty();
  }

  public static String result(Path path, byte[] bytes, Style style) throws FormatException {
    return new ResultText(ResultCodec.read(InputFile.shown(path), bytes), style).text();
  }
}
