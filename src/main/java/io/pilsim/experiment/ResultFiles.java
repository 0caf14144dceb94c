package io.pilsim.experiment;

import io.pilsim.formats.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;

/** The files that a study leaves in its folder. */
public final class ResultFiles {
  private ResultFiles() {}

  /**
   * Under {@code folder/SCENARIO/}; gives that folder.
   *
   * @param command that repeats the study
   */
  public static Path write(Path folder, StudyOutcome outcome, String command) throws IOException {
    Path own = folder.resolve(outcome.result().scenario());
    new OutputFolder(own)
        .add("metrics.csv", outcome.csv())
        .add("series.csv", outcome.seriesCsv())
        .add("environment.json", environment(outcome.cost(), command))
        .add("result.json", ResultCodec.write(outcome.result()))
        .write();
    return own;
  }

  /** What a study cost, and where: differs from run to run. */
  public static String environment(RunCost cost, String command) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject()
          .member("format", "pilsim-environment/1")
          .member("command", command)
          .member("jdk", System.getProperty("java.vendor") + " " + Runtime.version())
          .member("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
          .member("threads", cost.threads())
          .member("wall_seconds", cost.wallSeconds())
          .member("events", cost.events())
          .member("events_per_second", cost.eventsPerSecond())
          .endObject();
    }
    return out.toString();
  }
}
