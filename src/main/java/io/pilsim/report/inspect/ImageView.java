package io.pilsim.report.inspect;

import io.pilsim.formats.mbn.MbnImage;
import io.pilsim.formats.mbn.Segment;
import io.pilsim.report.Human;
import java.util.Locale;

/** A firmware image: what the loader puts where, and what TrustZone gets. */
final class ImageView {
  private final String file;
  private final MbnImage image;

  ImageView(String file, MbnImage image) {
    this.file = file;
    this.image = image;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    long copied = image.loadable().stream().mapToLong(Segment::filesz).sum();
    long spans = image.loadable().stream().mapToLong(Segment::memsz).sum();
    String layout = image.isSplit() ? "split into .bNN files" : "in one file";
    String place =
        image.isRelocatable()
            ? "relocatable, asks for " + size(image.memorySetupSize().orElse(0))
            : "at fixed addresses";
    text.append(file).append(": firmware image, ELF32, machine ");
    text.append(image.header().machine()).append('\n');
    line(text, image.loadable().size() + " loadable segments " + layout + ", " + place);
    line(text, size(copied) + " from the file, " + size(spans) + " in memory, the rest cleared");
    line(
        text,
        "metadata "
            + image.metadata().length
            + " bytes, hash segment "
            + image.hashSegment().filesz()
            + " bytes");
    for (Segment segment : image.segments()) {
      text.append(segment(segment)).append('\n');
    }
    return text.toString();
  }

  private static String segment(Segment segment) {
    String kind =
        segment.isHash()
            ? "hashes"
            : segment.isLoadable() ? "load" : segment.isLoad() ? "empty" : "headers";
    return String.format(
        Locale.ROOT,
        "  %2d  %-7s  0x%08x  %10s in file  %10s in memory",
        segment.index(),
        kind,
        segment.paddr(),
        size(segment.filesz()),
        size(segment.memsz()));
  }

  private static String size(long bytes) {
    return Human.of("bytes", (double) bytes);
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }
}
