package io.pilsim.report.timeline;

import io.pilsim.experiment.OutputFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of timelines, written as the runs go; it appears under its name when it is complete. */
public final class TimelineFile {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final TimelineFormat format;
  private final Window window;

  /** Throws when the name says no format. */
  public TimelineFile(Path file, Window window) {
    this.file = file;
    this.format = TimelineFormat.of(file);
    this.window = window;
  }

  /** Does the runs, one after another. */
  public void write(List<RecordedRun> runs) throws IOException {
    OutputFolder.write(file, part -> record(runs, part));
  }

  private void record(List<RecordedRun> runs, Path part) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
        TimelineWriter writer = format.writer(out)) {
      for (int i = 0; i < runs.size(); i++) {
        Timeline timeline = new Timeline(i + 1, runs.get(i).name(), window, writer);
        runs.get(i).run().accept(timeline);
        timeline.finish();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
