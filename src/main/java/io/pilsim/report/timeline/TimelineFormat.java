package io.pilsim.report.timeline;

import io.pilsim.platform.model.BadInputException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The formats of timelines, told by how a file is named. */
enum TimelineFormat {
  PERFETTO(".perfetto-trace") {
    @Override
    TimelineWriter writer(OutputStream out) {
      return new PerfettoWriter(out);
    }
  },
  CHROME(".json") {
    @Override
    TimelineWriter writer(OutputStream out) {
      return new ChromeWriter(out);
    }
  };

  private final String ending;

  TimelineFormat(String ending) {
    this.ending = ending;
  }

  abstract TimelineWriter writer(OutputStream out);

  static TimelineFormat of(Path file) {
    for (TimelineFormat each : values()) {
      if (file.getFileName() != null && file.getFileName().toString().endsWith(each.ending)) {
        return each;
      }
    }
    List<String> endings = Arrays.stream(values()).map(each -> each.ending).toList();
    throw new BadInputException(
        "--timeline: '"
            + file
            + "' has no format, expected a name that ends in "
            + String.join(" or ", endings));
  }
}
