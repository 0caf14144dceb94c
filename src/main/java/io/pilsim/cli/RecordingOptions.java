package io.pilsim.cli;

import io.pilsim.engine.EngineKind;
import io.pilsim.engine.trace.TraceSink;
import io.pilsim.experiment.OutputCheck;
import io.pilsim.experiment.replay.FtraceText;
import io.pilsim.platform.RunSpec;
import io.pilsim.platform.model.BadInputException;
import io.pilsim.platform.model.Dimension;
import io.pilsim.platform.model.Quantity;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.report.timeline.RecordedRun;
import io.pilsim.report.timeline.TimelineFile;
import io.pilsim.report.timeline.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Options that have the first replication of each variant done once more, and what happens in it
 * written down.
 */
final class RecordingOptions {
  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      description =
          "Writes what the first replication of each variant did when: to a .perfetto-trace for"
              + " ui.perfetto.dev, or as Chrome's trace events to a .json.")
  private Path timeline;

  @Option(
      names = "--timeline-window",
      paramLabel = "FROM..TO",
      description = "Only that part of the timeline, such as 10ms..20ms.")
  private String window = "";

  @Option(
      names = "--ftrace",
      paramLabel = "FILE",
      description =
          "Writes the kernel trace of the first replication of one variant, as trace-cmd report"
              + " would: for pilsim replay.")
  private Path ftrace;

  /** What is to be written, once checked. */
  interface Recording {
    void write(List<ScenarioPlan> plans) throws IOException;
  }

  /** Checks the options; throws before anything runs. */
  Recording check(List<ScenarioPlan> plans, Console console, EngineKind engine) throws IOException {
    if (timeline == null && !window.isEmpty()) {
      throw new BadInputException("--timeline-window: needs --timeline FILE");
    }
    Optional<TimelineFile> file = Optional.ofNullable(timeline).map(path -> timelineFile(path));
    if (ftrace != null && (plans.size() != 1 || plans.get(0).variants().size() != 1)) {
      throw new BadInputException(
          "--ftrace: a trace is of one variant, expected one scenario, and --variant NAME");
    }
    if (timeline != null) {
      OutputCheck.file(timeline);
    }
    if (ftrace != null) {
      OutputCheck.file(ftrace);
    }
    return done -> {
      if (file.isPresent()) {
        file.get().write(runs(done, console, engine));
      }
      if (ftrace != null) {
        FtraceText text = new FtraceText();
        runs(done, console, engine).get(0).run().accept(text);
        text.write(ftrace);
      }
    };
  }

  private TimelineFile timelineFile(Path path) {
    return new TimelineFile(path, window.isEmpty() ? Window.ALL : parse(window));
  }

  private static Window parse(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw wrong(text);
    }
    long fromPs = timePs(text, text.substring(0, dots));
    long toPs = timePs(text, text.substring(dots + 2));
    if (fromPs < 0 || toPs < fromPs) {
      throw wrong(text);
    }
    return new Window(fromPs, toPs);
  }

  private static long timePs(String whole, String text) {
    try {
      Quantity quantity = Quantity.parse(text);
      if (quantity.dimension() == Dimension.DURATION) {
        return quantity.amount();
      }
    } catch (Quantity.Malformed e) {
      throw wrong(whole);
    }
    throw wrong(whole);
  }

  private static BadInputException wrong(String text) {
    return new BadInputException(
        "--timeline-window: '" + text + "' is no window, expected one such as 10ms..20ms");
  }

  private static List<RecordedRun> runs(
      List<ScenarioPlan> plans, Console console, EngineKind engine) {
    List<RecordedRun> runs = new ArrayList<>();
    for (ScenarioPlan plan : plans) {
      for (PlannedVariant variant : plan.variants()) {
        String name = plans.size() == 1 ? variant.name() : plan.name() + " " + variant.name();
        runs.add(new RecordedRun(name, trace -> run(variant, console, engine, trace)));
      }
    }
    return runs;
  }

  private static void run(
      PlannedVariant variant, Console console, EngineKind engine, TraceSink trace) {
    long seed = variant.scenario().run().seed();
    console
        .runner()
        .run(new RunSpec(variant.scenario(), variant.model().reader(), seed, 0, engine, trace));
  }
}
